package io.bloomline.it.triton;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.BatchObserver;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.ModelProvider;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.pipeline.DocumentPipeline;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.preparation.Task;
import io.bloomline.schema.DocumentFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The way of documents through a served model, all but Kafka and Flink. */
final class Documents implements AutoCloseable {

    /** Generous, because it only ends what hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DocumentPipeline pipeline;
    private final Map<String, CompletableFuture<List<Outcome>>> underWay = new ConcurrentHashMap<>();

    Documents(ModelProvider model, Task task, int maxItems) {
        this(model, task, new BatchLimits(maxItems, 16_384, Duration.ofMillis(10), 4));
    }

    Documents(ModelProvider model, Task task, BatchLimits limits) {
        this.pipeline = DocumentPipeline.open(
                new InferenceSettings(DocumentFormat.JSON, task, model, limits, 1000),
                BatchObserver.NONE,
                AttemptObserver.NONE);
    }

    /** The task that leaves a text as it is, so that a toy's answer is known. */
    static Task taskFor(String model) {
        return model.equals(KServeServer.VECTORS)
                ? new Task.Embed(0)
                : new Task.Generate("{text}", GenerationParameters.greedy(32));
    }

    /** Sends documents on their way; each text is its own id. */
    Documents send(List<String> texts) {
        for (String text : texts) {
            underWay.put(text, pipeline.process(record(text, text)).thenApply(fate -> fate.outcomes()));
        }
        return this;
    }

    /** What has become of each document, once something has of all. */
    Map<String, Fate> fates() {
        Map<String, Fate> fates = new TreeMap<>();
        underWay.forEach((text, future) -> fates.put(text, fate(future)));
        return fates;
    }

    /** How many documents have no fate yet. */
    long waiting() {
        return underWay.values().stream().filter(future -> !future.isDone()).count();
    }

    @Override
    public void close() {
        pipeline.close();
    }

    private static Fate fate(CompletableFuture<List<Outcome>> future) {
        try {
            return Fate.of(future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return Fate.ofJob(e);
        } catch (TimeoutException e) {
            throw new AssertionError("a document has no fate after " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static SourceRecord record(String id, String text) {
        try {
            byte[] value = JSON.writeValueAsBytes(Map.of("id", id, "text", text));
            return new SourceRecord("documents", 0, 0, 0, id.getBytes(UTF_8), value, List.of());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
