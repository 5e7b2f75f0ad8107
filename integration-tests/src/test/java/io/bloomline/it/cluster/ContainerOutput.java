package io.bloomline.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a container writes, until it ends. The engine calls it from one thread. */
final class ContainerOutput extends ResultCallback.Adapter<Frame> {

    /** Only ends what hangs. */
    private static final long PATIENCE_SECONDS = 60;

    private final Path log;
    private final Predicate<String> serving;
    private final Consumer<String> listener;
    private final CompletableFuture<Void> served = new CompletableFuture<>();
    private final Map<StreamType, ByteArrayOutputStream> unfinished = new EnumMap<>(StreamType.class);
    private final Map<StreamType, String> latest;

    /**
     * Output that goes on after what was told before.
     *
     * @param told     when the last of each stream was written that was told, see {@link #latest}
     * @param log      file that it is added to
     * @param serving  whether a line says that the container serves
     * @param listener gets all lines
     */
    ContainerOutput(Map<StreamType, String> told, Path log, Predicate<String> serving, Consumer<String> listener) {
        this.latest = new ConcurrentHashMap<>(told);
        this.log = log;
        this.serving = serving;
        this.listener = listener;
    }

    /** When the last of each stream was written, in the engine's form, whose order is that of strings. */
    Map<StreamType, String> latest() {
        return Map.copyOf(latest);
    }

    /** Waits until a line says that it serves; fails when it ends before. */
    void awaitServing() {
        served.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Waits until all that was written is told, after the container's end. */
    void awaitEnd() {
        try {
            if (!awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the container goes on writing to " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a container ended", e);
        }
    }

    /** A frame is any part of a stream: only lines are whole. */
    @Override
    public void onNext(Frame frame) {
        StreamType stream = frame.getStreamType();
        ByteArrayOutputStream line = unfinished.computeIfAbsent(stream, type -> new ByteArrayOutputStream());
        for (byte next : frame.getPayload()) {
            if (next == '\n') {
                tell(stream, line.toString(UTF_8).split(" ", 2));
                line.reset();
            } else {
                line.write(next);
            }
        }
    }

    @Override
    public void onComplete() {
        served.completeExceptionally(new AssertionError("the container ended; see " + log));
        super.onComplete();
    }

    /** Tells a line, which begins with its time; one that comes again is known by that. */
    private void tell(StreamType stream, String[] timeAndText) {
        if (timeAndText[0].compareTo(latest.getOrDefault(stream, "")) <= 0) {
            return;
        }
        latest.put(stream, timeAndText[0]);
        String line = timeAndText[1];
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (serving.test(line)) {
            served.complete(null);
        }
        listener.accept(line);
    }
}
