package io.bloomline.batching.simulation;

import io.bloomline.inference.InferenceClient;
import io.bloomline.time.Scheduler;
import java.util.Comparator;
import java.util.Iterator;
import java.util.stream.Stream;

/** Prefers short requests, until who has waited longest was overtaken by all who wait so many times. */
final class ShortestFirst extends SimpleBatcher {

    private final int turnovers;

    ShortestFirst(InferenceClient client, Bounds bounds, Scheduler scheduler, int turnovers) {
        super(client, bounds, scheduler);
        this.turnovers = turnovers;
    }

    @Override
    Iterator<Pending> inOrder() {
        Stream<Pending> shortestFirst = waiting.stream()
                .sorted(Comparator.comparingInt(pending -> pending.request().tokens()));
        Pending oldest = waiting.peekFirst();
        boolean isDue = oldest != null
                && sent() - oldest.sentBefore() >= turnovers * Math.max(waiting.size(), limits.maxItems());
        if (!isDue) {
            return shortestFirst.iterator();
        }
        return Stream.concat(Stream.of(oldest), shortestFirst.filter(pending -> !pending.equals(oldest)))
                .iterator();
    }
}
