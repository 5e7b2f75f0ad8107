package io.bloomline.it.faults;

import static java.util.Objects.requireNonNull;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.Job;
import io.bloomline.it.guarantee.BoundedRepetition;
import io.bloomline.it.guarantee.BoundedRepetition.Asked;
import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.guarantee.Seen;
import io.bloomline.it.guarantee.Version;
import io.bloomline.it.support.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
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
    private final Plan plan;
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

    private Trial(Cluster cluster, Plan plan, int parallelism, long seed) {
        this.cluster = cluster;
        this.plan = plan;
        this.questionsBefore = cluster.models().asked().size();
        plan.createTopics(cluster);
        String servers = cluster.broker().directServers();
        this.file = plan.write(cluster);
        this.job = cluster.flink().run(file, parallelism, null);
        this.feed = Feed.start(servers, plan.documents(), plan.load(), seed);
        this.reader = Reader.start(servers, plan.results(), plan.deadLetters());
    }

    /** Starts a job, and waits until the first results are seen. */
    static Trial start(Cluster cluster, String name, int parallelism, long seed) {
        return start(cluster, Plan.of(name), parallelism, seed);
    }

    /** The same with a job that is not like the others. */
    static Trial start(Cluster cluster, Plan plan, int parallelism, long seed) {
        Trial trial = new Trial(cluster, plan, parallelism, seed);
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

    /** Adds a partition to the topic of documents, and writes some to it. */
    void addPartition(int documents) {
        String servers = cluster.broker().directServers();
        Topics topics = new Topics(servers);
        int partitions = topics.partitions(plan.documents());
        topics.addPartitions(plan.documents(), partitions + 1);
        feed.writeTo(servers, partitions, documents);
    }

    /** How long it usually took from the writing of a document to its outcome being seen; half of all took longer. */
    Duration medianWait(Predicate<Version> which) {
        Map<Version, Long> written = feed.times();
        long[] waits = reader.outcomes().stream()
                .filter(outcome -> which.test(outcome.of()))
                .mapToLong(outcome -> outcome.millis() - requireNonNull(written.get(outcome.of())))
                .sorted()
                .toArray();
        return Duration.ofMillis(waits[waits.length / 2]);
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
                .filter(question -> Document.isNamed(question.prompt())) // a server is tried with words of nobody's
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
}
