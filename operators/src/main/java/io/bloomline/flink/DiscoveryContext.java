package io.bloomline.flink;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/**
 * What Flink offers an enumerator, watched for the end of its first search for splits. A search that found something is
 * followed by another call, which reads offsets; one without has found nothing new. Used on the coordinator's thread only.
 */
final class DiscoveryContext<SplitT extends SourceSplit> implements SplitEnumeratorContext<SplitT> {

    private final SplitEnumeratorContext<SplitT> flink;
    private int calls;
    private boolean nothingNew;

    DiscoveryContext(SplitEnumeratorContext<SplitT> flink) {
        this.flink = flink;
    }

    /** Tells a reader that no more splits will come, if that is known. */
    void tellIfNothingIsNew(int subtask) {
        if (nothingNew) {
            flink.signalNoMoreSplits(subtask);
        }
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        boolean first = calls++ == 0;
        flink.callAsync(callable, (found, thrown) -> {
            handler.accept(found, thrown);
            if (first && calls == 1) {
                nothingNew = true;
                registeredReaders().keySet().forEach(this::tellIfNothingIsNew);
            }
        });
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelay, long period) {
        flink.callAsync(callable, handler, initialDelay, period);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return flink.metricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
        flink.sendEventToSourceReader(subtask, event);
    }

    @Override
    public void sendEventToSourceReader(int subtask, int attempt, SourceEvent event) {
        flink.sendEventToSourceReader(subtask, attempt, event);
    }

    @Override
    public int currentParallelism() {
        return flink.currentParallelism();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return flink.registeredReaders();
    }

    @Override
    public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
        return flink.registeredReadersOfAttempts();
    }

    @Override
    public void assignSplits(SplitsAssignment<SplitT> assignment) {
        flink.assignSplits(assignment);
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        flink.signalNoMoreSplits(subtask);
    }

    @Override
    public void runInCoordinatorThread(Runnable work) {
        flink.runInCoordinatorThread(work);
    }

    @Override
    public void setIsProcessingBacklog(boolean backlog) {
        flink.setIsProcessingBacklog(backlog);
    }
}
