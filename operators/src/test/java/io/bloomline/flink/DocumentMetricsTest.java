package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.BatchObserver;
import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.failure.Failure;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.pipeline.DocumentPipeline;
import io.bloomline.pipeline.Fate;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.preparation.Task;
import io.bloomline.schema.Document;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.Generation;
import io.bloomline.schema.Translation;
import io.bloomline.testing.EchoModel;
import io.bloomline.testing.Results;
import io.bloomline.testing.SourceRecords;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentMetricsTest {

    private final DocumentPipeline pipeline = DocumentPipeline.open(
            new InferenceSettings(
                    DocumentFormat.JSON,
                    new Task.Translate(List.of("fr", "sw"), 20),
                    new EchoModel(Output.TEXT, 100),
                    new BatchLimits(8, 1000, Duration.ZERO, 2),
                    50),
            BatchObserver.NONE,
            AttemptObserver.NONE);

    private final RecordingMetricGroup group = new RecordingMetricGroup();
    private final DocumentMetrics metrics = new DocumentMetrics(group, new VirtualTime());

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void countsADocumentOnceAndEachOfItsResults() {
        process("{\"text\":\"Monday\",\"language\":\"en\"}");

        assertThat(group.count("documentsOut")).isEqualTo(1);
        assertThat(group.count("resultsOut")).isEqualTo(2);
        assertThat(group.count("language=en.documents")).isEqualTo(1);
    }

    @Test
    void countsTheTokensOfAllResults() {
        long read = process("{\"text\":\"Monday\",\"language\":\"en\"}").stream()
                .map(outcome -> (Translation) ((Outcome.Result) outcome).body())
                .mapToLong(translation -> translation.getProvenance().getInputTokens())
                .sum();

        assertThat(read).isPositive();
        assertThat(group.count("tokensIn")).isEqualTo(read);
        assertThat(group.count("tokensOut")).isEqualTo(2);
        assertThat(group.count("language=en.tokensIn")).isEqualTo(read);
        assertThat(group.count("language=en.tokensOut")).isEqualTo(2);
        assertThat(group.count("language=en.characters")).isEqualTo("Monday".length());
    }

    @Test
    void countsADeadLetterByItsKindAndCodeAndAsAFailureOfItsLanguage() {
        process("{\"text\":\"poison\",\"language\":\"en\"}");

        assertThat(group.count("kind=rejected.code=poison.documentsDead")).isEqualTo(1);
        assertThat(group.count("language=en.documents")).isEqualTo(1);
        assertThat(group.count("language=en.failures")).isEqualTo(1);
        assertThat(group.count("documentsOut")).isZero();
        assertThat(group.count("resultsOut")).isZero();
    }

    @Test
    void countsWhatCantBeReadUnderNoLanguage() {
        process("no json");

        assertThat(group.count("kind=unreadable.code=malformed-json.documentsDead"))
                .isEqualTo(1);
        assertThat(group.metrics().keySet()).noneMatch(name -> name.startsWith("language="));
    }

    @Test
    void countsATombstoneAsADocumentThatIsDone() {
        process(null);

        assertThat(group.count("documentsIn")).isEqualTo(1);
        assertThat(group.count("documentsOut")).isEqualTo(1);
        assertThat(group.count("resultsOut")).isEqualTo(2);
        assertThat(group.metrics().keySet()).noneMatch(name -> name.startsWith("language="));
    }

    @Test
    void countsWhatGatesFoundByGateAndLanguageWritten() {
        Document document =
                Document.newBuilder().setText("Monday").setLanguage("en").build();
        Generation flawed = Results.generation("");
        flawed.setLanguage("sw");
        flawed.setTags(List.of("unknown-language", "empty-output", "truncated"));
        metrics.documentDone(
                document, List.of(new Outcome.Result(new byte[0], flawed, List.of(), 0)), metrics.documentComes());
        metrics.documentDone(
                document,
                List.of(DeadLetters.of(SourceRecords.of("k", "v"), Failure.rejected("repetition", "Loop."), 1)),
                metrics.documentComes());

        assertThat(group.count("gate=empty-output.language=sw.hits")).isEqualTo(1);
        assertThat(group.count("gate=truncated.language=sw.hits")).isEqualTo(1);
        assertThat(group.count("kind=rejected.code=repetition.documentsDead")).isEqualTo(1);
        assertThat(group.count("language=en.gateHits")).isEqualTo(2);
        assertThat(group.metrics().keySet())
                .filteredOn(name -> name.startsWith("gate="))
                .hasSize(2);
    }

    private List<Outcome> process(@Nullable String value) {
        long since = metrics.documentComes();
        Fate fate = pipeline.process(SourceRecords.of("k", value)).join();
        metrics.documentDone(fate.document(), fate.outcomes(), since);
        return fate.outcomes();
    }
}
