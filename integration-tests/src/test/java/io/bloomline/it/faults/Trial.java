package io.bloomline.it.faults;

import static java.util.Objects.requireNonNull;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.guarantee.BoundedRepetition;
import io.bloomline.it.guarantee.BoundedRepetition.Asked;
import io.bloomline.it.guarantee.BoundedRepetition.Bounds;
import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.guarantee.OrderPerKey;
import io.bloomline.it.guarantee.Seen;
import io.bloomline.it.guarantee.Version;
import io.bloomline.it.support.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A job on a cluster, with topics of its own, that gets documents and is read from all the time, while the test does to
 * the cluster what it likes. The oracle has the last word.
 */
final class Trial implements AutoCloseable {

    /** No reader waits longer for what was written before a fault ended, on two cores that have nothing else to do. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** The job's {@code model.timeout}. */
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final Plan plan;
    private final SplittableRandom random;
    private final TrialJob job;
    private final int questionsBefore;
    private final Feed feed;
    private final Reader reader;
    private final Duration allowedWait;
    private int interruptions;
    private int stragglers;
    private int witnesses;
    private int mostUnderWay;
    private boolean finished;
    private boolean orderGivenUp;
    private Duration longestWait = Duration.ZERO;

    private Trial(Cluster cluster, Plan plan, int parallelism, long seed, Duration allowedWait) {
        this.cluster = cluster;
        this.plan = plan;
        this.allowedWait = allowedWait;
        this.random = new SplittableRandom(seed);
        this.questionsBefore = cluster.models().timesAsked();
        plan.createTopics(cluster);
        String servers = cluster.broker().directServers();
        this.job = TrialJob.start(cluster, plan, parallelism);
        this.feed = Feed.start(servers, plan.documents(), plan.load(), seed);
        this.reader = Reader.start(servers, plan.results(), plan.deadLetters());
    }

    /** Starts a job, and waits until the first results are seen. */
    static Trial start(Cluster cluster, String name, int parallelism, long seed) {
        return start(cluster, Plan.of(name), parallelism, seed);
    }

    /** The same with a job that is not like the others. */
    static Trial start(Cluster cluster, Plan plan, int parallelism, long seed) {
        return start(cluster, plan, parallelism, seed, LONGEST_WAIT);
    }

    /** The same where readers may have to wait as long as given. */
    static Trial start(Cluster cluster, Plan plan, int parallelism, long seed, Duration allowedWait) {
        Trial trial = new Trial(cluster, plan, parallelism, seed, allowedWait);
        trial.awaitSeen(1);
        return trial;
    }

    Cluster cluster() {
        return cluster;
    }

    TrialJob job() {
        return job;
    }

    /** Decides what is left to chance. */
    SplittableRandom random() {
        return random;
    }

    /**
     * Has a fault come over the cluster.
     *
     * @param documents it lasts until so many more are written
     */
    void suffer(Fault fault, int documents) {
        long begin = System.nanoTime();
        fault.begin().accept(this);
        try {
            awaitWritten(documents);
        } finally {
            fault.end().accept(this);
        }
        Duration lasted = Duration.ofNanos(System.nanoTime() - begin);
        interruptions += fault.repetitions().applyAsInt(lasted);
        witnesses += fault.witnesses().applyAsInt(lasted) * cluster.flink().taskManagers();
    }

    /** Waits until the model was asked for so many more documents, or again for others. */
    void awaitAsked(int more) {
        int enough = cluster.models().timesAsked() + more;
        await(() -> cluster.models().timesAsked() >= enough);
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

    /** Waits until a checkpoint of the job has failed. */
    void awaitCheckpointFailure() {
        await(() -> !job.checkpointFailure().isEmpty());
    }

    /** Adds a partition to the topic of documents, and writes some to it. */
    void addPartition(int documents) {
        String servers = cluster.broker().directServers();
        Topics topics = new Topics(servers);
        int partitions = topics.partitions(plan.documents());
        topics.addPartitions(plan.documents(), partitions + 1);
        feed.writeTo(servers, partitions, documents);
    }

    /**
     * The part of the results of other keys that were seen before the result of a document that was written before theirs, of
     * a given key and into the same partition; 0 where all are answered in the order in which they are read.
     */
    double shareThatOvertakes(String key) {
        List<Version> written = List.copyOf(feed.answers().keySet());
        Map<Version, Integer> places =
                IntStream.range(0, written.size()).boxed().collect(Collectors.toMap(written::get, place -> place));
        List<Seen> results = reader.outcomes().stream()
                .filter(outcome -> !outcome.answer().equals(Seen.DEAD_LETTER)
                        && plan.partition(outcome.of().key()) == plan.partition(key))
                .toList();
        int oldestToCome = Integer.MAX_VALUE;
        int others = 0;
        int overtaking = 0;
        for (int i = results.size() - 1; i >= 0; i--) {
            Version version = results.get(i).of();
            int place = requireNonNull(places.get(version));
            if (version.key().equals(key)) {
                oldestToCome = Math.min(oldestToCome, place);
            } else {
                others++;
                overtaking += place > oldestToCome ? 1 : 0;
            }
        }
        return (double) overtaking / others;
    }

    /** Notes that the model may have been asked so many times again for what was under way, though the job lived. */
    void interruptedModel(int times) {
        interruptions += times;
    }

    /** Notes that a TaskManager came back after it had been missed: it may ask once for what others have done meanwhile. */
    void straggled() {
        stragglers++;
    }

    /** After a fault: waits until all that was written is seen, and notes how long that took. */
    void recover() {
        int written = feed.written();
        long begin = System.nanoTime();
        await(() -> reader.seen() >= written);
        Duration wait = Duration.ofNanos(System.nanoTime() - begin);
        longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
    }

    /** Stops the job with what is under way, and goes on with it. */
    void upgrade() {
        recover(); // a job that is being restored can't be stopped
        job.upgrade();
    }

    /** The job's transactions that are open. */
    List<String> openTransactions() {
        String prefix = "bloomline-" + plan.name() + ":";
        return new Topics(cluster.broker().directServers())
                .openTransactions().stream().filter(id -> id.startsWith(prefix)).toList();
    }

    /** The same with so many subtasks, after which the order of keys is nothing that was promised. */
    void rescaleUndrained(int subtasks) {
        recover();
        job.rescaleUndrained(subtasks);
        orderGivenUp = true;
    }

    /** Stops the job when what is under way is done, and goes on with so many subtasks. */
    void rescale(int subtasks) {
        recover();
        job.rescale(subtasks);
    }

    /** Ends it all, and says what was promised and not kept. */
    List<String> finish() {
        feed.close();
        recover();
        job.cancel();
        reader.close();
        finished = true;
        System.out.println(job.name() + ": " + figures());
        return violations(feed.answers(), reader.outcomes());
    }

    /** What was promised and not kept so far; what is still on its way may come. */
    List<String> violationsSoFar() {
        List<Seen> outcomes = reader.outcomes();
        Map<Version, String> answers = feed.answers();
        answers.keySet().retainAll(outcomes.stream().map(Seen::of).collect(Collectors.toSet()));
        return violations(answers, outcomes);
    }

    /** What happened so far. */
    Figures figures() {
        List<Seen> outcomes = reader.outcomes();
        List<Asked> asked = asked();
        int different = (int) asked.stream().map(Asked::of).distinct().count();
        int dead = (int) outcomes.stream()
                .filter(outcome -> outcome.answer().equals(Seen.DEAD_LETTER))
                .count();
        return new Figures(outcomes.size(), dead, asked.size() - different, job.restores(), mostUnderWay, longestWait);
    }

    private List<String> violations(Map<Version, String> answers, List<Seen> outcomes) {
        List<String> violations = new ArrayList<>(ExactlyOnce.violations(answers, outcomes));
        if (!orderGivenUp) {
            violations.addAll(OrderPerKey.violations(outcomes));
        }
        violations.addAll(reader.incomplete());
        violations.addAll(BoundedRepetition.violations(
                asked(), outcomes, new Bounds(job.restores() + interruptions, stragglers, mostUnderWay, witnesses)));
        if (longestWait.compareTo(allowedWait) > 0) {
            violations.add("a reader waited " + longestWait.toSeconds() + " s after a fault had ended");
        }
        return violations;
    }

    private List<Asked> asked() {
        return cluster.models().asked().stream()
                .skip(questionsBefore)
                .filter(question -> Document.isNamed(question.prompt())) // a server is tried with words of nobody's
                .map(question -> new Asked(Document.named(question.prompt()), question.millis()))
                .toList();
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
                    .atMost(allowedWait.multipliedBy(4)) // only ends what hangs
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
