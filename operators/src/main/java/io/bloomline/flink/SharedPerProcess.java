package io.bloomline.flink;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Things that all subtasks of this process share that ask for them by equal keys. Each lives from the first lease to the
 * last, inside the job's own class loader. Thread-safe.
 */
final class SharedPerProcess<K, V> {

    private final Map<K, Shared<V>> byKey = new HashMap<>();
    private final Consumer<V> close;

    /**
     * Shares things that need to be closed so.
     *
     * @param close gives back what a thing holds, when its last lease has ended
     */
    SharedPerProcess(Consumer<V> close) {
        this.close = close;
    }

    /** A share in a thing; to be closed once. */
    interface Lease<V> extends AutoCloseable {
        V get();

        @Override
        void close();
    }

    /** Opens the thing, or joins those who did; waits while another subtask is opening it. */
    synchronized Lease<V> lease(K key, Supplier<V> open) {
        Shared<V> shared = byKey.get(key);
        if (shared == null) {
            shared = new Shared<>(open.get());
            byKey.put(key, shared);
        }
        shared.leases++;
        return leaseOf(key, shared);
    }

    private Lease<V> leaseOf(K key, Shared<V> shared) {
        return new Lease<>() {
            @Override
            public V get() {
                return shared.value;
            }

            @Override
            public void close() {
                giveBack(key, shared);
            }
        };
    }

    private synchronized void giveBack(K key, Shared<V> shared) {
        if (--shared.leases == 0) {
            byKey.remove(key);
            close.accept(shared.value);
        }
    }

    private static final class Shared<V> {
        private final V value;
        private int leases;

        Shared(V value) {
            this.value = value;
        }
    }
}
