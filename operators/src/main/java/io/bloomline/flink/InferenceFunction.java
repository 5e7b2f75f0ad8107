package io.bloomline.flink;

import static java.util.Objects.requireNonNull;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.FailureException;
import io.bloomline.pipeline.DocumentPipeline;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.pipeline.KeyOrder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * Has each record answered by the pipeline that all subtasks of the TaskManager share. Flink's async operator around it
 * keeps the records under way in its checkpoints and asks again for them after a restore.
 */
final class InferenceFunction extends RichAsyncFunction<SourceRecord, Outcome> {

    private final InferenceSettings settings;
    private final OutcomeRules rules;
    private transient @Nullable Opened opened;
    private transient boolean restoring;

    InferenceFunction(InferenceSettings settings, OutcomeRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /** What a subtask has from {@code open} to {@code close}. */
    private record Opened(
            SharedPerProcess.Lease<DocumentPipeline> pipeline,
            DocumentMetrics metrics,
            SharedPerProcess.Lease<PendingDocuments> pending,
            OutcomeGate gate,
            KeyOrder order,
            RestoredDocuments restored) {}

    @Override
    public void open(OpenContext context) {
        // First, since it may fail, and nothing is held yet.
        rules.check().open();
        RuntimeContext runtime = getRuntimeContext();
        SharedPerProcess.Lease<DocumentPipeline> pipeline = SharedPipelines.lease(settings, runtime.getMetricGroup());
        String model = pipeline.get().model().name();
        opened = new Opened(
                pipeline,
                new DocumentMetrics(ModelMetricGroup.in(runtime.getMetricGroup(), model)),
                PendingDocuments.lease(settings, runtime.getTaskInfo().getIndexOfThisSubtask()),
                OutcomeGate.open(settings, rules),
                new KeyOrder(),
                new RestoredDocuments(room()));
        restoring = true;
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
        PendingDocuments pending = subtask.pending().get();
        pending.begin();
        subtask.metrics().documentComes();
        CompletableFuture<List<Outcome>> answered = subtask.pipeline().get().process(source, subtask.metrics());
        subtask.order().emitInOrder(source.key(), answered, (outcomes, thrown) -> {
            if (outcomes != null) {
                result.complete(() -> ended(subtask, source, outcomes));
            } else {
                pending.end();
                result.completeExceptionally(FailureException.of(requireNonNull(thrown)));
            }
        });
    }

    /** Ended where Flink frees the document's place in the operator, which is on the task's own thread. */
    private static List<Outcome> ended(Opened subtask, SourceRecord source, List<Outcome> outcomes) {
        subtask.pending().get().end();
        return subtask.gate().pass(source, outcomes);
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.pipeline().close();
            opened.pending().close();
            opened.gate().close();
            opened = null;
        }
    }
}
