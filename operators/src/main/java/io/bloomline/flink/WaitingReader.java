package io.bloomline.flink;

import io.bloomline.document.SourceRecord;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/** Reads on only while there is room for another document; everything else is the reader's own. */
@SuppressWarnings("try") // close() may be interrupted, as Flink's interface says of every reader
final class WaitingReader<SplitT extends SourceSplit> implements SourceReader<SourceRecord, SplitT> {

    private final SourceReader<SourceRecord, SplitT> reader;
    private final SharedPerProcess.Lease<PendingDocuments> pending;

    WaitingReader(SourceReader<SourceRecord, SplitT> reader, SharedPerProcess.Lease<PendingDocuments> pending) {
        this.reader = reader;
        this.pending = pending;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<SourceRecord> output) throws Exception {
        return pending.get().room().isDone() ? reader.pollNext(output) : InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> room = pending.get().room();
        return room.isDone() ? reader.isAvailable() : room;
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public List<SplitT> snapshotState(long checkpointId) {
        return reader.snapshotState(checkpointId);
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
        reader.pauseOrResumeSplits(splitsToPause, splitsToResume);
    }

    @Override
    public void close() throws Exception {
        pending.close();
        reader.close();
    }
}
