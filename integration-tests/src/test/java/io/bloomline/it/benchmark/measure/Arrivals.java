package io.bloomline.it.benchmark.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Documents that come by themselves (an open loop): at random times, of a given rate, whatever became of those before.
 *
 * @param at     when each comes, in nanoseconds since the beginning
 * @param phases which of them are looked at
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Arrivals(long[] at, List<Phase> phases) {

    /**
     * A time of even load.
     *
     * @param load  what it is called: the share of the most that the server can do
     * @param first number of the first document that is looked at
     * @param end   number of the first that isn't any more
     */
    public record Phase(double load, int first, int end) {}

    /**
     * Draws arrivals for one load after the other.
     *
     * @param most   documents per second that are a load of 1
     * @param loads  the loads
     * @param warmUp how long each lasts before it is looked at
     * @param length how long it is looked at
     */
    public static Arrivals poisson(double most, List<Double> loads, Duration warmUp, Duration length, long seed) {
        Random random = new Random(seed);
        List<Phase> phases = new ArrayList<>();
        long[] at = new long[1 << 10];
        int count = 0;
        double now = 0;
        double phaseEnd = 0;
        for (double load : loads) {
            double lookedAt = phaseEnd + warmUp.toNanos();
            phaseEnd = lookedAt + length.toNanos();
            int first = -1;
            while (now < phaseEnd) {
                now += -Math.log(1 - random.nextDouble()) * 1e9 / (most * load);
                if (first < 0 && now >= lookedAt) {
                    first = count;
                }
                at = count < at.length ? at : Arrays.copyOf(at, 2 * at.length);
                at[count++] = (long) now;
            }
            phases.add(new Phase(load, first, count));
        }
        return new Arrivals(Arrays.copyOf(at, count), List.copyOf(phases));
    }

    public int count() {
        return at.length;
    }

    /** Sends each when its time has come; one that comes late doesn't delay the others' times. */
    public void play(long beginning, IntConsumer send) {
        for (int number = 0; number < at.length; number++) {
            for (long wait = beginning + at[number] - System.nanoTime();
                    wait > 0;
                    wait = beginning + at[number] - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            send.accept(number);
        }
    }

    /** The latencies of each phase, of all documents' latencies in milliseconds; negative where there was no answer. */
    public List<Latency> latencies(double[] millis) {
        return phases.stream()
                .map(phase -> Latency.of(
                        phase.load(),
                        IntStream.range(phase.first(), phase.end())
                                .mapToDouble(number -> millis[number])
                                .toArray()))
                .toList();
    }
}
