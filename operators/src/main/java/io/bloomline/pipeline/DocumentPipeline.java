package io.bloomline.pipeline;

import static java.util.Objects.requireNonNull;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.BatchObserver;
import io.bloomline.batching.InFlightLimit;
import io.bloomline.batching.MicroBatcher;
import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Header;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.FailureException;
import io.bloomline.governance.OptOuts;
import io.bloomline.governance.Permission;
import io.bloomline.governance.PersonalData;
import io.bloomline.governance.Redaction;
import io.bloomline.governance.Redactor;
import io.bloomline.inference.Answer;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.inference.Backoff;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription;
import io.bloomline.preparation.Dialogue;
import io.bloomline.preparation.Draft;
import io.bloomline.preparation.Preparation;
import io.bloomline.result.ResultAssembler;
import io.bloomline.schema.Document;
import io.bloomline.source.RecordReader;
import io.bloomline.time.Scheduler;
import io.bloomline.tracing.DocumentTrace;
import io.bloomline.tracing.Tracing;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way of a document, in order: read, prepare, micro-batch, infer, assemble. Every record has one fate: all its
 * results, or one dead letter, or the deletion of its results. Thread-safe.
 */
public final class DocumentPipeline implements AutoCloseable {

    private final RecordReader reader;
    private final Permission permission;
    private final Redactor redactor;
    private final Preparation preparation;
    private final MicroBatcher batcher;
    private final ResultAssembler assembler;
    private final Tracing tracing;
    private final ExecutorService timer;

    /**
     * Puts the steps together.
     *
     * @param settings what decides about documents; their model and batching are not looked at
     * @param model   what answers
     * @param batcher takes requests to the model; closed with this pipeline
     * @param tracing follows documents; closed with this pipeline
     * @param timer   what the batcher's time runs on; shut down with this pipeline
     * @param clock   tells the time of results
     * @throws FailureException {@code MISCONFIGURED}, when the model can't do the task
     */
    DocumentPipeline(
            InferenceSettings settings,
            Model model,
            MicroBatcher batcher,
            Tracing tracing,
            ExecutorService timer,
            InstantSource clock) {
        this.timer = timer;
        this.tracing = tracing;
        this.reader = new RecordReader(settings.encoding(), settings.limits());
        this.permission = new Permission(settings.governance());
        this.redactor = new Redactor(settings.governance().redaction().kinds());
        this.preparation = Preparation.of(settings.task(), settings.languages(), model.description(), model.tokenizer())
                .checked(settings.quality())
                .within(settings.limits(), model.tokenizer());
        this.batcher = batcher;
        this.assembler = new ResultAssembler(settings.task().name(), model.description(), model.tokenizer(), clock);
    }

    /**
     * Opens the model that the settings name, and everything around it.
     *
     * @param batches is told of each batch
     * @param attempts is told of each attempt and each retry
     * @throws FailureException when the model can't be opened, or can't do the task
     */
    public static DocumentPipeline open(InferenceSettings settings, BatchObserver batches, AttemptObserver attempts) {
        Model model = settings.model().open();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemon -> {
            Thread thread = new Thread(daemon, "bloomline-timer");
            thread.setDaemon(true);
            return thread;
        });
        Tracing tracing = Tracing.OFF;
        try {
            tracing = settings.tracing().open();
            Scheduler scheduler = Scheduler.on(timer);
            InFlightLimit inFlight = limit(model.description(), settings.batching());
            InferenceClient client = InferenceClients.resilient(
                    model.client(), Backoff.DEFAULT, scheduler, RandomGenerator.getDefault(), inFlight.and(attempts));
            MicroBatcher batcher = new MicroBatcher(
                    client,
                    settings.batching().withItemsAtMost(maxItems(model.description())),
                    inFlight,
                    scheduler,
                    batches);
            return new DocumentPipeline(settings, model, batcher, tracing, timer, InstantSource.system());
        } catch (RuntimeException e) {
            timer.shutdownNow();
            model.close();
            tracing.close();
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

    /**
     * Has a record answered.
     *
     * @param optOuts documents that the model must not see; their results are deleted
     * @return completes with what becomes of it; exceptionally only for what is no document's fault, so that the job must
     *     stop. A tombstone without a key has nothing to delete and no outcome.
     */
    public CompletableFuture<Fate> process(SourceRecord source, OptOuts optOuts) {
        byte[] key = source.key();
        byte[] value = source.value();
        if (value == null) {
            return CompletableFuture.completedFuture(
                    new Fate(null, key == null ? List.of() : deletion(key, source.headers(), source.timestamp())));
        }
        if (optOuts.includes(key, null)) {
            return CompletableFuture.completedFuture(optedOut(source, null));
        }
        DocumentTrace trace = tracing.begin(source);
        CompletableFuture<Fate> answered = answer(source, value, optOuts, trace);
        if (trace == DocumentTrace.NONE) {
            return answered; // nearly always
        }
        return answered.handle((fate, thrown) -> {
            if (thrown != null) {
                trace.fail(thrown);
                throw FailureException.of(thrown);
            }
            return new Fate(fate.document(), fate.redacted(), trace.end(fate.outcomes()), fate.optedOut());
        });
    }

    private CompletableFuture<Fate> answer(SourceRecord source, byte[] value, OptOuts optOuts, DocumentTrace trace) {
        Document document;
        try {
            document = reader.read(source, value);
        } catch (RuntimeException e) {
            return unasked(source, null, e);
        }
        trace.identify(document.getId());
        return optOuts.includes(source.key(), document)
                ? CompletableFuture.completedFuture(optedOut(source, document))
                : answer(source, document, trace);
    }

    /** The same where nobody is opted out. */
    public CompletableFuture<Fate> process(SourceRecord source) {
        return process(source, OptOuts.NONE);
    }

    /**
     * The fate of a document that is opted out, whatever was made of it: its results are deleted.
     *
     * @param document the document; null where its key tells that it is opted out
     */
    public Fate optedOut(SourceRecord source, @Nullable Document document) {
        byte[] key = document == null ? requireNonNull(source.key()) : ResultAssembler.key(source, document);
        return new Fate(document, Map.of(), deletion(key, source.headers(), source.timestamp()), true);
    }

    /**
     * Deletes the results of a document, as far as their keys are known without seeing it.
     *
     * @param key       the document's key
     * @param headers   headers of the deletions
     * @param timestamp since when, milliseconds since the epoch
     */
    public List<Outcome> deletion(byte[] key, List<Header> headers, long timestamp) {
        return assembler.tombstones(key, headers, timestamp, preparation.keySuffixes());
    }

    private CompletableFuture<Fate> answer(SourceRecord source, Document document, DocumentTrace trace) {
        String original = document.getText();
        try {
            permission.require(document);
            Redaction redaction = redactor.redact(original);
            document.setText(redaction.text());
            return hold(trace.prepare(() -> preparation.prepare(document)), trace)
                    .thenApply(drafts -> assembler.assemble(source, document, original, tagged(drafts, redaction)))
                    .exceptionally(thrown -> List.of(deadLetter(source, FailureException.of(thrown))))
                    .thenApply(outcomes -> new Fate(document, redaction.counts(), outcomes, false));
        } catch (RuntimeException e) {
            return unasked(source, document, e);
        }
    }

    private static List<Draft> tagged(List<Draft> drafts, Redaction redaction) {
        if (redaction.isEmpty()) {
            return drafts;
        }
        List<String> tags =
                redaction.counts().keySet().stream().map(PersonalData::tag).toList();
        return drafts.stream().map(draft -> draft.with(tags, Map.of())).toList();
    }

    /** The fate of a record that failed before the model was asked. */
    private static CompletableFuture<Fate> unasked(
            SourceRecord source, @Nullable Document document, RuntimeException thrown) {
        return CompletableFuture.completedFuture(FailureException.of(thrown).afterAttempts(0))
                .thenApply(failed -> new Fate(document, List.of(deadLetter(source, failed))));
    }

    /** Asks round after round, until there is nothing more to ask. */
    private <T> CompletableFuture<T> hold(Dialogue<T> dialogue, DocumentTrace trace) {
        if (dialogue instanceof Dialogue.Ask<T> ask) {
            return ask(ask.requests(), trace)
                    .thenCompose(answers -> hold(ask.then().apply(answers), trace));
        }
        return CompletableFuture.completedFuture(((Dialogue.Done<T>) dialogue).result());
    }

    /** All answers of a round in the order of its requests; the first that fails gives up the others. */
    private CompletableFuture<List<Answer>> ask(List<InferenceRequest> requests, DocumentTrace trace) {
        if (requests.size() == 1) {
            return batcher.submit(requests.get(0), trace.request()).thenApply(List::of);
        }
        List<CompletableFuture<Answer>> answers = requests.stream()
                .map(request -> batcher.submit(request, trace.request()))
                .toList();
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
        tracing.close();
    }
}
