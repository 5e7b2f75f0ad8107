package io.bloomline.flink;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.function.FunctionWithException;
import org.jspecify.annotations.Nullable;

/**
 * The enumerator of a bounded source that goes on from a savepoint. Kafka's looks once for partitions, and where it finds
 * none beside those of the savepoint it never tells the readers that no more will come (FLINK-31006), so the job would
 * never end. This tells them. Everything else is the enumerator's own.
 */
@SuppressWarnings("try") // close() may be interrupted, as Flink's interface says of every enumerator
final class RestoredEnumerator<SplitT extends SourceSplit, EnumT> implements SplitEnumerator<SplitT, EnumT> {

    private final SplitEnumerator<SplitT, EnumT> enumerator;
    private final DiscoveryContext<SplitT> context;

    private RestoredEnumerator(SplitEnumerator<SplitT, EnumT> enumerator, DiscoveryContext<SplitT> context) {
        this.enumerator = enumerator;
        this.context = context;
    }

    /**
     * Restores an enumerator.
     *
     * @param restore makes the source's own, for a context
     */
    static <SplitT extends SourceSplit, EnumT> SplitEnumerator<SplitT, EnumT> of(
            SplitEnumeratorContext<SplitT> flink,
            FunctionWithException<SplitEnumeratorContext<SplitT>, SplitEnumerator<SplitT, EnumT>, Exception> restore)
            throws Exception {
        DiscoveryContext<SplitT> context = new DiscoveryContext<>(flink);
        return new RestoredEnumerator<>(restore.apply(context), context);
    }

    @Override
    public void addReader(int subtask) {
        enumerator.addReader(subtask);
        // After it was given what waited for it.
        context.tellIfNothingIsNew(subtask);
    }

    @Override
    public void start() {
        enumerator.start();
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        enumerator.handleSplitRequest(subtask, host);
    }

    @Override
    public void addSplitsBack(List<SplitT> splits, int subtask) {
        enumerator.addSplitsBack(splits, subtask);
    }

    @Override
    public EnumT snapshotState(long checkpointId) throws Exception {
        return enumerator.snapshotState(checkpointId);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        enumerator.handleSourceEvent(subtask, event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        enumerator.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        enumerator.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void close() throws IOException {
        enumerator.close();
    }
}
