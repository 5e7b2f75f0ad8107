package io.bloomline.it.support.kserve;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A server as fast as its hardware: so many instances of the model, each of which computes one batch at a time, first come,
 * first served. Thread-safe.
 */
public final class Instances implements Script {

    private final Function<Call, Duration> time;
    private final long[] busyUntil;
    private long rows;

    /**
     * @param count    how many instances
     * @param perBatch how long one computes a batch, however large
     */
    public Instances(int count, Duration perBatch) {
        this(count, call -> perBatch);
    }

    /**
     * @param count how many instances
     * @param time  how long one computes a batch
     */
    public Instances(int count, Function<Call, Duration> time) {
        this.time = time;
        this.busyUntil = new long[count];
        Arrays.fill(busyUntil, System.nanoTime());
    }

    @Override
    public synchronized Reaction to(Call call) {
        int next = 0;
        for (int i = 1; i < busyUntil.length; i++) {
            next = busyUntil[i] - busyUntil[next] < 0 ? i : next;
        }
        long now = System.nanoTime();
        busyUntil[next] =
                now + Math.max(0, busyUntil[next] - now) + time.apply(call).toNanos();
        rows += call.rows().size();
        return Reaction.after(Duration.ofNanos(busyUntil[next] - now), Reaction.answer());
    }

    /** How many rows it has been asked for. */
    public synchronized long rows() {
        return rows;
    }
}
