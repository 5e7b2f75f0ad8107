package io.bloomline.batching;

import java.util.ArrayList;
import java.util.List;

/** Waiting requests that may travel together, shortest first, and among equals in order of arrival. Not thread-safe. */
final class LengthOrder {

    // Inserting into an array moves a few kilobytes, which is cheaper than a tree's nodes for as many as ever wait.
    private final List<Pending> byLength = new ArrayList<>();

    private final Object group;

    /** An empty order of the requests of one {@link Pending#group}. */
    LengthOrder(Object group) {
        this.group = group;
    }

    Object group() {
        return group;
    }

    void add(Pending pending) {
        byLength.add(indexOf(pending), pending);
    }

    void remove(Pending pending) {
        byLength.remove(indexOf(pending));
    }

    /** Takes out those from one place to before another. */
    List<Pending> take(int from, int to) {
        List<Pending> side = byLength.subList(from, to);
        List<Pending> taken = new ArrayList<>(side);
        side.clear();
        return taken;
    }

    int size() {
        return byLength.size();
    }

    boolean isEmpty() {
        return byLength.isEmpty();
    }

    Pending get(int index) {
        return byLength.get(index);
    }

    /** Where a request stands, or would stand. */
    int indexOf(Pending pending) {
        int low = 0;
        int high = byLength.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comesBefore(byLength.get(middle), pending)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean comesBefore(Pending one, Pending other) {
        return one.tokens() == other.tokens() ? one.arrival() < other.arrival() : one.tokens() < other.tokens();
    }
}
