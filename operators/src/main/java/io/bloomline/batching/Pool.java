package io.bloomline.batching;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests that wait for a slot at the model. Not thread-safe. */
final class Pool {

    /**
     * How often the pool may turn over before a request must go, in whatever company. The more often, the more choice the
     * others have: with four, a pool of 2,048 reaches 97.5 % of what is possible, with eight 98 %.
     */
    static final int MOST_TURNOVERS = 8;

    private final BatchLimits limits;
    private final BatchChooser chooser;
    private final CostModel cost;
    private final long maxDelayNanos;

    private final Set<Pending> byArrival = new LinkedHashSet<>();

    /** In order of arrival too: of groups with equal merit the first goes, in each run of the program the same. */
    private final Map<Object, LengthOrder> groups = new LinkedHashMap<>();

    private long waitingTokens;
    private long arrived;
    private long sent;

    /** Halves of refused batches. They go before all others, as they have waited longer. */
    private final Deque<List<Pending>> halves = new ArrayDeque<>();

    Pool(BatchLimits limits, CostModel cost) {
        this.limits = limits;
        this.cost = cost;
        chooser = new BatchChooser(limits);
        maxDelayNanos = limits.maxDelay().toNanos();
    }

    void add(Pending pending) {
        pending.arrived(arrived++, sent);
        byArrival.add(pending);
        groups.computeIfAbsent(pending.group(), LengthOrder::new).add(pending);
        waitingTokens += pending.tokens();
    }

    void remove(Pending pending) {
        if (byArrival.remove(pending)) {
            waitingTokens -= pending.tokens();
            LengthOrder order = orderOf(pending);
            order.remove(pending);
            dropIfEmpty(order);
        } else {
            halves.forEach(half -> half.remove(pending));
            halves.removeIf(List::isEmpty);
        }
    }

    /** Takes back a refused batch of two or more, to be sent again in halves. */
    void addHalvesOf(List<Pending> refused) {
        int middle = refused.size() / 2;
        addHalf(refused.subList(middle, refused.size()));
        addHalf(refused.subList(0, middle));
    }

    /** How many requests wait. */
    int size() {
        return byArrival.size() + halves.stream().mapToInt(List::size).sum();
    }

    boolean isEmpty() {
        return halves.isEmpty() && byArrival.isEmpty();
    }

    private void addHalf(List<Pending> half) {
        List<Pending> waiting = new ArrayList<>(half);
        waiting.removeIf(Pending::isDone);
        if (!waiting.isEmpty()) {
            halves.addFirst(waiting);
        }
    }

    /** Whether enough waits for a full batch, or a half that need not wait for others. */
    boolean fillsABatch() {
        return !halves.isEmpty() || byArrival.size() >= limits.maxItems() || waitingTokens >= limits.maxTokens();
    }

    /** Takes out the batch that is to be sent now; something must wait. */
    List<Pending> takeBatch() {
        if (!halves.isEmpty()) {
            return halves.removeFirst();
        }
        Pending oldest = oldest();
        boolean nothingToChoose = limits.maxItems() == 1;
        return take(nothingToChoose || isOverdue(oldest) ? bestWith(oldest) : best());
    }

    private boolean isOverdue(Pending oldest) {
        return oldest.age(sent) >= (long) MOST_TURNOVERS * Math.max(byArrival.size(), limits.maxItems());
    }

    private Window bestWith(Pending oldest) {
        return chooser.bestWith(oldest, orderOf(oldest), sent, cost.fixedTokens());
    }

    private Window best() {
        return groups.values().stream()
                .map(order -> chooser.best(order, sent, cost.fixedTokens()))
                .max(Comparator.comparingDouble(Window::merit))
                .orElseThrow();
    }

    private List<Pending> take(Window window) {
        List<Pending> batch = window.take();
        dropIfEmpty(window.order());
        for (Pending pending : batch) {
            byArrival.remove(pending);
            waitingTokens -= pending.tokens();
        }
        sent += batch.size();
        return batch;
    }

    private LengthOrder orderOf(Pending pending) {
        return requireNonNull(groups.get(pending.group()), "every request that waits is in a group");
    }

    private void dropIfEmpty(LengthOrder order) {
        if (order.isEmpty()) {
            groups.remove(order.group());
        }
    }

    /** How long the oldest may still wait for others, at least 0; something must wait. */
    long nanosLeft(long now) {
        return halves.isEmpty() ? Math.max(0, maxDelayNanos - (now - oldest().waitsSinceNanos())) : 0;
    }

    private Pending oldest() {
        return byArrival.iterator().next();
    }

    /** Shares of the requests of full batches without padding, in padded tokens, as far as is known. */
    double idealCost(List<Pending> batch) {
        double fixed = cost.fixedTokens();
        return batch.stream()
                .mapToDouble(pending -> chooser.idealCost(pending.tokens(), fixed))
                .sum();
    }

    /** Takes out everything. */
    List<Pending> clear() {
        List<Pending> all = new ArrayList<>();
        halves.forEach(all::addAll);
        all.addAll(byArrival);
        halves.clear();
        byArrival.clear();
        groups.clear();
        waitingTokens = 0;
        return all;
    }
}
