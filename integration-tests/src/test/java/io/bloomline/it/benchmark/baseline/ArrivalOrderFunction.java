package io.bloomline.it.benchmark.baseline;

import static java.util.Objects.requireNonNull;

import io.bloomline.document.SourceRecord;
import io.bloomline.schema.Document;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.DocumentReader;
import io.bloomline.schema.MalformedRecordException;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends documents in the order that they come: a request is full, or its first document has waited long enough. With
 * one document per request there is nothing to wait for.
 */
final class ArrivalOrderFunction extends RichAsyncFunction<SourceRecord, Tuple2<byte[], byte[]>> {

    private final int port;
    private final int maxItems;
    private final Duration linger;
    private transient @Nullable Opened opened;

    /** The documents of the next request; also touched by the timer, so under its own lock. */
    private transient List<Waiting> waiting = new ArrayList<>();

    ArrivalOrderFunction(int port, int maxItems, Duration linger) {
        this.port = port;
        this.maxItems = maxItems;
        this.linger = linger;
    }

    private record Waiting(SourceRecord source, Document document, ResultFuture<Tuple2<byte[], byte[]>> result) {}

    private record Opened(
            PlainCalls calls, DocumentReader reader, PlainResults results, ScheduledExecutorService timer) {}

    @Override
    public void open(OpenContext context) {
        waiting = new ArrayList<>();
        opened = new Opened(
                new PlainCalls(port),
                DocumentFormat.AVRO.reader(),
                new PlainResults(),
                Executors.newSingleThreadScheduledExecutor());
    }

    @Override
    public void asyncInvoke(SourceRecord source, ResultFuture<Tuple2<byte[], byte[]>> result)
            throws MalformedRecordException {
        Opened subtask = requireNonNull(opened);
        Document document = subtask.reader().read(requireNonNull(source.value()));
        List<Waiting> full;
        synchronized (this) {
            waiting.add(new Waiting(source, document, result));
            if (waiting.size() == 1 && maxItems > 1) {
                List<Waiting> begun = waiting;
                var unused = subtask.timer().schedule(() -> lingered(begun), linger.toNanos(), TimeUnit.NANOSECONDS);
            }
            full = waiting.size() == maxItems ? take() : List.of();
        }
        send(full);
    }

    private void lingered(List<Waiting> begun) {
        List<Waiting> taken;
        synchronized (this) {
            taken = waiting == begun ? take() : List.of();
        }
        send(taken);
    }

    private List<Waiting> take() {
        List<Waiting> taken = waiting;
        waiting = new ArrayList<>(maxItems);
        return taken;
    }

    private void send(List<Waiting> request) {
        if (request.isEmpty()) {
            return;
        }
        Opened subtask = requireNonNull(opened);
        List<String> texts =
                request.stream().map(one -> one.document().getText()).toList();
        var unused = subtask.calls()
                .embed(texts)
                .thenAccept(vectors -> request.forEach(
                        one -> one.result().complete(List.of(record(subtask, one, vectors, request.size())))))
                .exceptionally(thrown -> {
                    request.forEach(one -> one.result().completeExceptionally(thrown));
                    return null;
                });
    }

    private static Tuple2<byte[], byte[]> record(Opened subtask, Waiting one, FloatBuffer vectors, int rows) {
        float[] vector = new float[vectors.capacity() / rows];
        vectors.get(vector);
        return Tuple2.of(requireNonNull(one.source().key()), subtask.results().embedding(one.document(), vector));
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.timer().shutdownNow();
            opened.calls().close();
            opened = null;
        }
    }
}
