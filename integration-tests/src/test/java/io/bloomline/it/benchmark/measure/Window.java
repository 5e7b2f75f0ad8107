package io.bloomline.it.benchmark.measure;

import io.bloomline.it.benchmark.gpu.GpuProcess;
import io.bloomline.it.benchmark.gpu.Totals;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The part of a run that counts, by the server's own counters and clock: it begins some time after the first answer, so
 * that start-up is left out, and ends after a while or when nine in ten documents are answered, so that the end, where
 * nothing new comes in, is left out as well.
 *
 * @param warmUp from the first answer to the beginning
 * @param length from the beginning to the end, at most
 */
public record Window(Duration warmUp, Duration length) {

    private static final double LAST_SHARE = 0.9;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    /**
     * What happened in a window.
     *
     * @param server what the server did
     * @param cpu    processor time that the observed process used meanwhile
     */
    public record Observed(Totals server, Duration cpu) {

        public double documentsPerSecond() {
            return server.rows() * 1e9 / server.atNanos();
        }

        /** Without padding. */
        public double tokensPerSecond() {
            return server.tokens() * 1e9 / server.atNanos();
        }

        /** Seconds. */
        public double seconds() {
            return server.atNanos() / 1e9;
        }

        /** Share of the server's token places that were only filled up. */
        public double padding() {
            return 1 - (double) server.tokens() / server.paddedTokens();
        }

        /** Share of the time that the server's instances were busy. */
        public double busy(int instances) {
            // A batch counts when it ends, so one that began before the window may make a little too much of it.
            return Math.min(1, (double) server.busyNanos() / server.atNanos() / instances);
        }

        /** Microseconds. */
        public double cpuMicrosPerDocument() {
            return cpu.toNanos() / 1e3 / server.rows();
        }
    }

    /**
     * Watches a run.
     *
     * @param server    the server, which has answered nobody else meanwhile
     * @param documents how many there are to answer
     * @param cpu       processor time used so far by who asks; throws when it has ended
     */
    public Observed observe(GpuProcess server, int documents, Supplier<Duration> cpu) {
        Totals before = server.totals();
        Totals first = await(server, cpu, before, 1, before.atNanos() + PATIENCE.toNanos());
        if (first.rows() == before.rows()) {
            throw new IllegalStateException("No document was answered within " + PATIENCE);
        }
        long most = Math.round(LAST_SHARE * documents);
        Totals begin = await(server, cpu, before, most, first.atNanos() + warmUp.toNanos());
        Duration cpuBefore = cpu.get();
        Totals end = await(server, cpu, before, most, begin.atNanos() + length.toNanos());
        return new Observed(end.since(begin), cpu.get().minus(cpuBefore));
    }

    /**
     * Watches a run that never ends, for as long as it takes to answer so many documents.
     *
     * @param server    the server, which has answered nobody else meanwhile
     * @param documents how many
     */
    public Observed observe(GpuProcess server, int documents) {
        Supplier<Duration> nobody = () -> Duration.ZERO;
        Totals before = server.totals();
        Totals begin = await(server, nobody, before, Long.MAX_VALUE, before.atNanos() + warmUp.toNanos());
        Totals end = await(server, nobody, begin, documents, Long.MAX_VALUE);
        return new Observed(end.since(begin), Duration.ZERO);
    }

    /** Waits until so many rows are answered, or until a time; returns the totals then. */
    private static Totals await(GpuProcess server, Supplier<Duration> cpu, Totals before, long rows, long until) {
        while (true) {
            Totals now = server.totals();
            if (now.rows() - before.rows() >= rows || now.atNanos() >= until) {
                return now;
            }
            Duration unused = cpu.get();
            LockSupport.parkNanos(Math.min(INTERVAL.toNanos(), until - now.atNanos()));
        }
    }
}
