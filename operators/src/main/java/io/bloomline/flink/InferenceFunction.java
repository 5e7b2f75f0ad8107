package io.bloomline.flink;

import static java.util.Objects.requireNonNull;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.FailureException;
import io.bloomline.governance.OptOutFeed;
import io.bloomline.governance.OptOutTable;
import io.bloomline.governance.OptOuts;
import io.bloomline.pipeline.DocumentPipeline;
import io.bloomline.pipeline.Fate;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.pipeline.KeyOrder;
import io.bloomline.time.NanoClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each record answered by the pipeline that all subtasks of the TaskManager share. Flink's async operator around it
 * keeps the records under way in its checkpoints and asks again for them after a restore.
 */
final class InferenceFunction extends RichAsyncFunction<SourceRecord, Outcome> {

    private static final Logger LOG = LoggerFactory.getLogger(InferenceFunction.class);

    private final InferenceSettings settings;
    private final OutcomeRules rules;
    private transient @Nullable Opened opened;
    private transient boolean restoring;
    private transient @Nullable Map<Integer, Long> handledOptOuts;
    private transient @Nullable Runnable wake;

    InferenceFunction(InferenceSettings settings, OutcomeRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /** What a subtask has from {@code open} to {@code close}. */
    private record Opened(
            DocumentPipeline pipeline,
            DocumentMetrics metrics,
            PendingDocuments pending,
            OutcomeGate gate,
            OptOuts optOuts,
            @Nullable OptOutDeletions deletions,
            DeadLetterLog log,
            KeyOrder order,
            RestoredDocuments restored,
            AtomicBoolean closing,
            List<AutoCloseable> leases) {}

    @Override
    public void open(OpenContext context) {
        rules.check().open();
        List<AutoCloseable> leases = new ArrayList<>();
        try {
            opened = opened(getRuntimeContext(), leases);
        } catch (RuntimeException | Error thrown) {
            IOUtils.closeAllQuietly(leases);
            throw thrown;
        }
        restoring = true;
    }

    private Opened opened(RuntimeContext runtime, List<AutoCloseable> leases) {
        var pipeline = SharedPipelines.lease(settings, runtime.getMetricGroup());
        leases.add(pipeline);
        String model = pipeline.get().model().name();
        var pending = PendingDocuments.lease(settings, runtime.getTaskInfo().getIndexOfThisSubtask());
        leases.add(pending);
        OutcomeGate gate = OutcomeGate.open(settings, rules);
        leases.add(gate);
        OptOutTable optOuts = optOuts(leases);
        OptOutDeletions deletions = optOuts == null ? null : deletions(optOuts, runtime.getTaskInfo(), leases);
        return new Opened(
                pipeline.get(),
                new DocumentMetrics(ModelMetricGroup.in(runtime.getMetricGroup(), model), NanoClock.SYSTEM),
                pending.get(),
                gate,
                optOuts == null ? OptOuts.NONE : optOuts,
                deletions,
                new DeadLetterLog(),
                new KeyOrder(),
                new RestoredDocuments(room(), LOG::warn),
                new AtomicBoolean(),
                leases);
    }

    private @Nullable OptOutTable optOuts(List<AutoCloseable> leases) {
        OptOutFeed feed = rules.optOuts();
        if (feed == null) {
            return null;
        }
        var shared = SharedOptOuts.lease(feed);
        leases.add(shared);
        return shared.get().table();
    }

    private OptOutDeletions deletions(OptOutTable optOuts, TaskInfo task, List<AutoCloseable> leases) {
        var subtask = new OptOutDeletions.Subtask(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
        var deletions = new OptOutDeletions(
                optOuts, handledOptOuts, subtask, requireNonNull(wake, "listenForOptOuts comes before open"));
        leases.add(deletions);
        return deletions;
    }

    /** Who says that a document is opted out; null when nobody does. */
    @Nullable
    OptOutFeed optOutFeed() {
        return rules.optOuts();
    }

    /**
     * To be called before {@code open}.
     *
     * @param handled offset by partition of opt-outs whose deletions are in a checkpoint; null when none tells
     * @param wake    asks the task's thread for {@link #deleteOptedOut}; called by any thread
     */
    void listenForOptOuts(@Nullable Map<Integer, Long> handled, Runnable wake) {
        this.handledOptOuts = handled;
        this.wake = wake;
    }

    /** Deletes the results of those who have opted out since the last call. */
    void deleteOptedOut(Consumer<Outcome> out) {
        Opened subtask = opened;
        if (subtask != null && subtask.deletions() != null) {
            subtask.deletions().deliver(optOut -> subtask.pipeline()
                    .deletion(optOut.key(), List.of(), optOut.timestamp())
                    .forEach(out));
        }
    }

    /** Offset by partition of opt-outs that are still to be handled. */
    Map<Integer, Long> handledOptOuts() {
        Opened subtask = requireNonNull(opened, "Flink opens a function before its first checkpoint");
        return subtask.deletions() == null ? Map.of() : subtask.deletions().handled();
    }

    InferenceSettings settings() {
        return settings;
    }

    /** How many records the operator needs places for. */
    int room() {
        return settings.maxPending() + 1;
    }

    /** To be called when Flink has given back all records of a checkpoint, if there was one. */
    void beginRestored() {
        restoring = false;
        requireNonNull(opened, "Flink opens a function before it asks")
                .restored()
                .beginAll();
    }

    @Override
    public void asyncInvoke(SourceRecord source, ResultFuture<Outcome> result) {
        Opened subtask = requireNonNull(opened, "Flink opens a function before it asks");
        if (restoring) {
            subtask.restored().hold(source, () -> begin(subtask, source, result));
        } else {
            begin(subtask, source, result);
        }
    }

    private static void begin(Opened subtask, SourceRecord source, ResultFuture<Outcome> result) {
        subtask.pending().begin();
        long since = subtask.metrics().documentComes();
        CompletableFuture<Fate> answered = subtask.pipeline().process(source, subtask.optOuts());
        subtask.order().emitInOrder(source.key(), answered, (fate, thrown) -> {
            if (subtask.closing().get()) {
                // A stop gives up what its savepoint keeps; to tell Flink would make a failure of it.
                subtask.pending().end();
            } else if (fate != null) {
                result.complete(() -> ended(subtask, source, fate, since));
            } else {
                subtask.pending().end();
                result.completeExceptionally(FailureException.of(requireNonNull(thrown)));
            }
        });
    }

    /** Ended where Flink frees the document's place in the operator, which is on the task's own thread. */
    private static List<Outcome> ended(Opened subtask, SourceRecord source, Fate answered, long since) {
        subtask.pending().end();
        // Once more, for those who opted out while the model was asked.
        boolean late = source.value() != null
                && !answered.optedOut()
                && subtask.optOuts().includes(source.key(), answered.document());
        Fate fate = late ? subtask.pipeline().optedOut(source, answered.document()) : answered;
        List<Outcome> leaving = subtask.gate().pass(source, fate.outcomes());
        subtask.metrics().redacted(fate.redacted());
        subtask.metrics().optedOut(fate.optedOut());
        subtask.metrics().documentDone(fate.document(), leaving, since);
        subtask.log().tell(source, fate.document(), leaving);
        return leaving;
    }

    @Override
    public void close() throws Exception {
        if (opened != null) {
            opened.closing().set(true);
            List<AutoCloseable> leases = opened.leases();
            opened = null;
            // All of them, also when one can't be given back.
            IOUtils.closeAll(leases);
        }
    }
}
