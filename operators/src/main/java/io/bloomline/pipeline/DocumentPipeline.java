package io.bloomline.pipeline;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.BatchObserver;
import io.bloomline.batching.InFlightLimit;
import io.bloomline.batching.MicroBatcher;
import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.Answer;
import io.bloomline.inference.Backoff;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.RetryObserver;
import io.bloomline.preparation.Dialogue;
import io.bloomline.preparation.Preparation;
import io.bloomline.preparation.Task;
import io.bloomline.result.ResultAssembler;
import io.bloomline.schema.Document;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.source.RecordReader;
import io.bloomline.time.Scheduler;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a document, in order: read, prepare, micro-batch, infer, assemble. Every record has one fate: all its
 * results, or one dead letter. Thread-safe.
 */
public final class DocumentPipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentPipeline.class);

    private final RecordReader reader;
    private final Preparation preparation;
    private final MicroBatcher batcher;
    private final ResultAssembler assembler;
    private final ExecutorService timer;

    /**
     * Puts the steps together.
     *
     * @param model   what answers
     * @param batcher takes requests to the model; closed with this pipeline
     * @param timer   what the batcher's time runs on; shut down with this pipeline
     * @param clock   tells the time of results
     * @throws FailureException {@code MISCONFIGURED}, when the model can't do the task
     */
    DocumentPipeline(
            DocumentFormat format,
            Task task,
            Model model,
            MicroBatcher batcher,
            ExecutorService timer,
            InstantSource clock) {
        this.timer = timer;
        this.reader = new RecordReader(format);
        this.preparation = Preparation.of(task, model.description(), model.tokenizer());
        this.batcher = batcher;
        this.assembler = new ResultAssembler(task.name(), model.description(), model.tokenizer(), clock);
    }

    /**
     * Opens the model that the settings name, and everything around it.
     *
     * @param batches is told of each batch
     * @param retries is told of each attempt and each retry
     * @throws FailureException when the model can't be opened, or can't do the task
     */
    public static DocumentPipeline open(InferenceSettings settings, BatchObserver batches, RetryObserver retries) {
        Model model = settings.model().open();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemon -> {
            Thread thread = new Thread(daemon, "bloomline-timer");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Scheduler scheduler = Scheduler.on(timer);
            InFlightLimit inFlight = limit(model.description(), settings.batching());
            InferenceClient client = InferenceClients.resilient(
                    model.client(), Backoff.DEFAULT, scheduler, RandomGenerator.getDefault(), inFlight.and(retries));
            MicroBatcher batcher = new MicroBatcher(
                    client,
                    settings.batching().withItemsAtMost(maxItems(model.description())),
                    inFlight,
                    scheduler,
                    batches);
            return new DocumentPipeline(
                    settings.format(), settings.task(), model, batcher, timer, InstantSource.system());
        } catch (RuntimeException e) {
            timer.shutdownNow();
            model.close();
            throw e;
        }
    }

    private static InFlightLimit limit(ModelDescription model, BatchLimits limits) {
        return model.continuous()
                ? InFlightLimit.continuous(limits.maxInFlight(), limits.maxTokensInFlight())
                : InFlightLimit.adaptive(limits.maxInFlight(), model.servers());
    }

    private static int maxItems(ModelDescription model) {
        return model.continuous() ? 1 : model.maxBatchSize();
    }

    /** The model that answers. */
    public ModelDescription model() {
        return assembler.model();
    }

    /** How many requests wait to be sent to it. */
    public int waiting() {
        return batcher.waiting();
    }

    /** Has a record answered, and tells nobody else. */
    public CompletableFuture<List<Outcome>> process(SourceRecord source) {
        return process(source, DocumentObserver.NONE);
    }

    /**
     * Has a record answered.
     *
     * @param observer is told what becomes of it
     * @return completes with its outcomes; exceptionally only for what is no document's fault, so that the job must stop.
     *     A tombstone without a key has nothing to delete and no outcome.
     */
    public CompletableFuture<List<Outcome>> process(SourceRecord source, DocumentObserver observer) {
        byte[] value = source.value();
        if (value == null) {
            List<Outcome> tombstones = assembler.tombstones(source, preparation.keySuffixes());
            return told(observer, null, CompletableFuture.completedFuture(tombstones));
        }
        Document document;
        try {
            document = reader.read(source, value);
        } catch (RuntimeException e) {
            return told(observer, null, unasked(source, e));
        }
        return told(observer, document, answer(source, document));
    }

    private CompletableFuture<List<Outcome>> answer(SourceRecord source, Document document) {
        try {
            return hold(preparation.prepare(document))
                    .thenApply(drafts -> assembler.assemble(source, document, drafts))
                    .exceptionally(thrown -> List.of(deadLetter(source, FailureException.of(thrown))));
        } catch (RuntimeException e) {
            return unasked(source, e);
        }
    }

    /** The outcome of a record that failed before the model was asked. */
    private static CompletableFuture<List<Outcome>> unasked(SourceRecord source, RuntimeException thrown) {
        return CompletableFuture.completedFuture(FailureException.of(thrown).afterAttempts(0))
                .thenApply(failed -> List.of(deadLetter(source, failed)));
    }

    private static CompletableFuture<List<Outcome>> told(
            DocumentObserver observer, @Nullable Document document, CompletableFuture<List<Outcome>> answered) {
        return answered.thenApply(outcomes -> {
            try {
                observer.documentDone(document, outcomes);
            } catch (RuntimeException thrown) {
                LOG.warn("A document observer failed; the document has its outcome all the same.", thrown);
            }
            return outcomes;
        });
    }

    /** Asks round after round, until there is nothing more to ask. */
    private <T> CompletableFuture<T> hold(Dialogue<T> dialogue) {
        if (dialogue instanceof Dialogue.Ask<T> ask) {
            return ask(ask.requests()).thenCompose(answers -> hold(ask.then().apply(answers)));
        }
        return CompletableFuture.completedFuture(((Dialogue.Done<T>) dialogue).result());
    }

    /** All answers of a round in the order of its requests; the first that fails gives up the others. */
    private CompletableFuture<List<Answer>> ask(List<InferenceRequest> requests) {
        if (requests.size() == 1) {
            return batcher.submit(requests.get(0)).thenApply(List::of);
        }
        List<CompletableFuture<Answer>> answers =
                requests.stream().map(batcher::submit).toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        for (CompletableFuture<Answer> answer : answers) {
            CompletableFuture<?> unused = answer.whenComplete((answered, thrown) -> {
                if (thrown != null) {
                    all.completeExceptionally(thrown);
                    answers.forEach(other -> other.cancel(false));
                }
            });
        }
        return all.thenApply(
                done -> answers.stream().map(CompletableFuture::join).toList());
    }

    private static Outcome deadLetter(SourceRecord source, FailureException failed) {
        return switch (failed.failure().kind()) {
            case UNREADABLE, REJECTED -> DeadLetters.of(source, failed.failure(), failed.attempts());
            case TRANSIENT, MISCONFIGURED -> throw failed;
        };
    }

    /** Waits for batches under way, and gives up those that aren't. */
    @Override
    public void close() {
        batcher.close();
        timer.shutdownNow();
    }
}
