package io.bloomline.job.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Watches jobs from outside: reads what they commit until each document has its outcome. */
final class DemoWatch {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final OutcomeReader reader;
    private final Map<DemoJob, Run> runs;
    private final ProgressLine progress;
    private final InstantSource clock;
    private final Map<DemoJob, Duration> took = new EnumMap<>(DemoJob.class);

    /**
     * A job that was started.
     *
     * @param start     when
     * @param end       completes when the job ends by itself
     * @param documents how many documents it is to answer
     */
    record Run(Instant start, CompletableFuture<Void> end, int documents) {}

    DemoWatch(OutcomeReader reader, Map<DemoJob, Run> runs, ProgressLine progress, InstantSource clock) {
        this.reader = reader;
        this.runs = runs;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Waits for the outcomes of all documents, and for the end of jobs that end.
     *
     * @param endless whether the jobs go on when there is nothing to do
     * @return for each job, how long it took until its last outcome could be read
     */
    Map<DemoJob, Duration> await(boolean endless) throws DemoException {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (!allDone(endless)) {
            if (clock.instant().isAfter(deadline)) {
                throw new DemoException("Not done after " + PATIENCE.toSeconds() + " s: " + state());
            }
            reader.poll(POLL);
            progress.show(state());
        }
        reader.pollToEnd();
        return took;
    }

    private boolean allDone(boolean endless) throws DemoException {
        boolean all = true;
        for (DemoJob job : runs.keySet()) {
            all &= isDone(job, endless);
        }
        return all;
    }

    private boolean isDone(DemoJob job, boolean endless) throws DemoException {
        Run run = run(job);
        if (outcomes(job) >= run.documents()) {
            took.putIfAbsent(job, Duration.between(run.start(), clock.instant()));
        }
        if (!run.end().isDone()) {
            return endless && took.containsKey(job);
        }
        try {
            run.end().get();
        } catch (ExecutionException failure) {
            throw new DemoException("The job " + job.title() + " failed", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DemoException("Interrupted", interrupted);
        }
        took.putIfAbsent(job, Duration.between(run.start(), clock.instant()));
        return true;
    }

    /** Documents of which an outcome has been read. */
    private long outcomes(DemoJob job) {
        return Stream.of(job.results(), job.deadLetters())
                .flatMap(topic -> reader.records(topic).stream())
                .map(found -> new String(found.key(), UTF_8).split("[#@]", 2)[0])
                .distinct()
                .count();
    }

    private String state() {
        return runs.keySet().stream()
                .map(job -> "%s %d of %d".formatted(job.title(), outcomes(job), run(job).documents()))
                .collect(Collectors.joining("   "));
    }

    private Run run(DemoJob job) {
        return Objects.requireNonNull(runs.get(job));
    }
}
