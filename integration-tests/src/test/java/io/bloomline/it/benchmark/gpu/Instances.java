package io.bloomline.it.benchmark.gpu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The instances of a model and the queue before them, in simulated time: a batch begins when its requests are there and
 * an instance is free by the clock, however late somebody comes to look, so that no lateness ever adds up. Not
 * thread-safe.
 */
final class Instances {

    /** Nothing will happen before something arrives. */
    static final long NEVER = Long.MAX_VALUE;

    private final ServiceTime serviceTime;
    private final Scheduling scheduling;
    private final long[] freeAt;
    private final Deque<Query> queue = new ArrayDeque<>();
    private long nextStart = NEVER;

    /** Instances that are free from time 0 on. */
    Instances(int count, ServiceTime serviceTime, Scheduling scheduling) {
        this.serviceTime = serviceTime;
        this.scheduling = scheduling;
        this.freeAt = new long[count];
    }

    /** Puts a request into the queue; requests come in the order of their arrival. */
    void add(Query query) {
        queue.add(query);
    }

    /** Starts every batch that could begin by now, and says when it would have. */
    List<Execution> start(long now) {
        List<Execution> started = new ArrayList<>(1);
        nextStart = NEVER;
        while (!queue.isEmpty()) {
            int instance = firstFree();
            long earliest = Math.max(freeAt[instance], queue.element().arrivedAt());
            nextStart = earliest;
            if (earliest > now) {
                break;
            }
            Scheduling.Cut cut = scheduling.next(queue, earliest);
            nextStart = cut.at();
            if (cut.at() > now) {
                break;
            }
            started.add(execute(instance, cut));
            nextStart = NEVER;
        }
        return started;
    }

    /** When the next batch would start if nothing arrived before; {@link #NEVER} if none would. */
    long nextStart() {
        return nextStart;
    }

    private Execution execute(int instance, Scheduling.Cut cut) {
        List<Query> queries = new ArrayList<>(cut.queries());
        for (int i = 0; i < cut.queries(); i++) {
            queries.add(queue.remove());
        }
        Execution execution = Execution.of(queries, cut.at(), serviceTime);
        freeAt[instance] = execution.endsAt();
        return execution;
    }

    private int firstFree() {
        int first = 0;
        for (int i = 1; i < freeAt.length; i++) {
            if (freeAt[i] < freeAt[first]) {
                first = i;
            }
        }
        return first;
    }
}
