package io.bloomline.it.faults;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.Job;
import io.bloomline.it.guarantee.BoundedRepetition;
import io.bloomline.it.guarantee.BoundedRepetition.Asked;
import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.guarantee.Seen;
import io.bloomline.it.support.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A job on a cluster, with topics of its own, that gets documents and is read from all the time, while the test does to
 * the cluster what it likes. The oracle has the last word.
 */
final class Trial implements AutoCloseable {

    /** No reader waits longer for what was written before a fault ended, on a machine with two busy cores. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Only ends what hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final Path file;
    private final int questionsBefore;
    private final Feed feed;
    private final Reader reader;
    private Job job;
    private int restores;
    private int interruptions;
    private int mostUnderWay;
    private boolean finished;
    private Duration longestWait = Duration.ZERO;

    private Trial(Cluster cluster, String name, int parallelism, long seed) {
        this.cluster = cluster;
        this.questionsBefore = cluster.models().asked().size();
        String servers = cluster.broker().directServers();
        Topics topics = new Topics(servers);
        topics.create(name + ".in", 4);
        topics.create(name + ".out", 2);
        topics.create(name + ".dead", 1);
        this.file = write(cluster, name);
        this.job = cluster.flink().run(file, parallelism, null);
        this.feed = Feed.start(servers, name + ".in", seed);
        this.reader = Reader.start(servers, name + ".out", name + ".dead");
    }

    /** Starts a job, and waits until the first results are seen. */
    static Trial start(Cluster cluster, String name, int parallelism, long seed) {
        Trial trial = new Trial(cluster, name, parallelism, seed);
        trial.awaitSeen(1);
        return trial;
    }

    Job job() {
        return job;
    }

    /** Waits until the model was asked for so many more documents, or again for others. */
    void awaitAsked(int more) {
        int enough = cluster.models().asked().size() + more;
        await(() -> cluster.models().asked().size() >= enough);
    }

    /** Waits until so many more documents were written. */
    void awaitWritten(int more) {
        int enough = feed.written() + more;
        await(() -> feed.written() >= enough);
    }

    /** Waits until so many more outcomes are seen. */
    void awaitSeen(int more) {
        int enough = reader.seen() + more;
        await(() -> reader.seen() >= enough);
    }

    /** Notes that the model may have been asked so many times again for what was under way, though the job lived. */
    void interruptedModel(int times) {
        interruptions += times;
    }

    /** After a fault: waits until all that was written is seen, and notes how long that took. */
    void recover() {
        int written = feed.written();
        long begin = System.nanoTime();
        await(() -> reader.seen() >= written);
        Duration wait = Duration.ofNanos(System.nanoTime() - begin);
        longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
    }

    /** Goes on from a savepoint or checkpoint as another job; the one before must have ended. */
    void goOn(String from, int parallelism) {
        job = cluster.flink().run(file, parallelism, from);
    }

    /** Notes how often the job, which is about to be forgotten, has been restored. */
    void countRestores() {
        restores += job.restores();
    }

    /** Ends it all, and says what was promised and not kept. */
    List<String> finish() {
        feed.close();
        recover();
        countRestores();
        job.cancel();
        reader.close();
        finished = true;
        List<Seen> outcomes = reader.outcomes();
        List<Asked> asked = cluster.models().asked().stream()
                .skip(questionsBefore)
                .map(question -> new Asked(Document.named(question.prompt()), question.millis()))
                .toList();
        List<String> violations = new ArrayList<>(ExactlyOnce.violations(feed.answers(), outcomes));
        violations.addAll(BoundedRepetition.violations(asked, outcomes, restores + interruptions, mostUnderWay));
        if (longestWait.compareTo(LONGEST_WAIT) > 0) {
            violations.add("a reader waited " + longestWait.toSeconds() + " s after a fault had ended");
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %,d documents, %,d questions, %d restores, at most %d under way, readers waited %.1f s%n",
                file.getFileName(),
                outcomes.size(),
                asked.size(),
                restores,
                mostUnderWay,
                longestWait.toMillis() / 1000.0);
        return violations;
    }

    /** After a failure, leaves the cluster to the next trial. */
    @Override
    public void close() {
        if (!finished) {
            feed.close();
            job.cancel();
            reader.close();
        }
    }

    private void await(BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        mostUnderWay = Math.max(mostUnderWay, feed.written() - reader.seen());
                        return condition.getAsBoolean();
                    });
        } catch (ConditionTimeoutException tooLong) {
            throw new AssertionError(
                    "of %,d documents %,d came out; the job is %s"
                            .formatted(feed.written(), reader.seen(), job.state()),
                    tooLong);
        }
    }

    private static Path write(Cluster cluster, String name) {
        try {
            return Files.writeString(
                    cluster.folder().resolve(name + ".yaml"),
                    """
                    job: %1$s
                    kafka: {bootstrap.servers: %2$s}
                    source: {topics: [%1$s.in]}
                    task: {generate: {prompt: '{text}'}}
                    model: {name: bloom-nano, endpoint: %3$s, timeout: 2s}
                    batching: {max-items: 8, max-pending: 64}
                    sink: {topic: %1$s.out, dead-letters: %1$s.dead}
                    flink:
                      execution.checkpointing.interval: 500ms
                      execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
                      restart-strategy.type: fixed-delay
                      restart-strategy.fixed-delay.attempts: 100000
                      restart-strategy.fixed-delay.delay: 300ms
                    """
                            .formatted(
                                    name,
                                    cluster.broker().jobServers(),
                                    cluster.models().endpoint()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
