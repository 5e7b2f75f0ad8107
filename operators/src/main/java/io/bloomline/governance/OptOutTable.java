package io.bloomline.governance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.schema.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All who are opted out, as far as their topic was read: one thread reads it into this, others ask. In memory, about 130 bytes
 * and the name for each. Thread-safe.
 */
public final class OptOutTable implements OptOuts {

    private final Map<String, OptOut> entries = new ConcurrentHashMap<>();
    private final Map<Integer, Long> read = new HashMap<>();
    private final Set<Listener> listeners = new HashSet<>();
    private volatile @Nullable RuntimeException failed;

    /**
     * What was read.
     *
     * @param optOuts   those that hold, in the order in which they were read
     * @param positions offset of what comes next, by partition
     */
    public record Batch(List<OptOut> optOuts, Map<Integer, Long> positions) {}

    /** Is told of what is read, on the thread that reads. Must not wait. */
    public interface Listener {

        /** More was read, and holds already. */
        void read(Batch batch);

        /** Nothing more will be read. */
        void failed(RuntimeException reason);
    }

    /** A record of the topic of opt-outs. */
    public sealed interface Change {

        /** One is opted out from here on. */
        record Out(OptOut optOut) implements Change {}

        /** One is opted out no longer. */
        record Back(String name) implements Change {}
    }

    /**
     * Takes in what was read next.
     *
     * @param changes   in the order of their partitions
     * @param positions offset of what comes next, by partition; of partitions of which something was read
     */
    public synchronized void read(List<Change> changes, Map<Integer, Long> positions) {
        List<OptOut> fresh = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.Out out) {
                entries.put(out.optOut().name(), out.optOut());
                fresh.add(out.optOut());
            } else {
                entries.remove(((Change.Back) change).name());
            }
        }
        read.putAll(positions);
        fresh.removeIf(optOut -> !optOut.equals(entries.get(optOut.name())));
        Batch batch = new Batch(fresh, Map.copyOf(positions));
        listeners.forEach(listener -> listener.read(batch));
    }

    /** Nothing more can be read, and nobody may be shown to a model without knowing who has opted out meanwhile. */
    public synchronized void fail(RuntimeException reason) {
        failed = reason;
        listeners.forEach(listener -> listener.failed(reason));
    }

    /**
     * All that holds and was read at these positions or behind; what is read from now on the listener is told.
     *
     * @param from offset by partition; from the beginning where none is given, or one that was never reached
     */
    public synchronized Batch subscribe(Map<Integer, Long> from, Listener listener) {
        listeners.add(listener);
        List<OptOut> held = new ArrayList<>();
        for (OptOut optOut : entries.values()) {
            long first = from.getOrDefault(optOut.partition(), 0L);
            // Behind the end of its partition: that was deleted meanwhile, and made anew.
            if (optOut.offset() >= first || first > read.getOrDefault(optOut.partition(), 0L)) {
                held.add(optOut);
            }
        }
        return new Batch(held, Map.copyOf(read));
    }

    /** The listener is told no more. */
    public synchronized void unsubscribe(Listener listener) {
        listeners.remove(listener);
    }

    /** Whether an opt-out still is the last word. */
    public boolean holds(OptOut optOut) {
        return entries.containsKey(optOut.name());
    }

    /**
     * {@inheritDoc}
     *
     * @throws RuntimeException that with which reading has failed
     */
    @Override
    public boolean includes(byte @Nullable [] key, @Nullable Document document) {
        RuntimeException reason = failed;
        if (reason != null) {
            throw reason;
        }
        if (entries.isEmpty()) {
            return false;
        }
        if (key != null && entries.containsKey(OptOut.name(key))) {
            return true;
        }
        return document != null && (isOut(document.getId()) || hasAttribute(document));
    }

    private boolean hasAttribute(Document document) {
        for (Map.Entry<String, String> attribute : document.getAttributes().entrySet()) {
            if (isOut(attribute.getKey() + ":" + attribute.getValue())) {
                return true;
            }
        }
        return false;
    }

    private boolean isOut(@Nullable String name) {
        return name != null && entries.containsKey(OptOut.name(name.getBytes(UTF_8)));
    }
}
