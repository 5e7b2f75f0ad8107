package io.bloomline.job.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.job.command.Signals;
import io.bloomline.job.verify.ResultCheck;
import io.bloomline.schema.MalformedRecordException;
import io.bloomline.schema.RecordFormat;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The demo, top to bottom: start everything, write documents, run the jobs, read what came out, compare, show.
 *
 * @param home    root of the repository, where the small model is
 * @param keep    whether everything stays up at the end
 * @param screen  where to write
 * @param clock   tells the time
 */
record Demo(Path home, boolean keep, Screen screen, InstantSource clock) {

    private static final long SEED = 46;

    /** Plays the demo. Returns whether every document has its outcome and the model knows its world. */
    boolean play() throws DemoException {
        var progress = new ProgressLine(screen.out(), screen.terminal(), clock);
        progress.show("starting Kafka and Flink in this process");
        try (var stage = DemoStage.open()) {
            var closing = new Thread(() -> closeUnlessAskedAgain(stage), "close-demo");
            Runtime.getRuntime().addShutdownHook(closing);
            World world = world();
            SampleDocuments samples = SampleDocuments.draw(world, SEED);
            progress.clear();
            var report = new DemoReport(screen, world, samples);
            report.introduce(stage);
            List<JobScore> scores = run(stage, world, samples, progress);
            progress.clear();
            report.show(scores);
            if (keep) {
                report.showHowToGoOn(stage);
                awaitInterrupt();
            } else {
                report.showNextSteps();
            }
            Runtime.getRuntime().removeShutdownHook(closing);
            return DemoReport.isGood(scores);
        } finally {
            progress.clear();
        }
    }

    private World world() throws DemoException {
        try {
            return World.read(home.resolve("deploy/triton/bloom-nano/world.json"));
        } catch (UncheckedIOException unreadable) {
            throw new DemoException(
                    unreadable.getMessage() + "; start the demo with ./bloomline, or from the root of the repository");
        }
    }

    private List<JobScore> run(DemoStage stage, World world, SampleDocuments samples, ProgressLine progress)
            throws DemoException {
        stage.createTopics(topics());
        stage.optOut(OptedOut.DOCUMENT.id());
        stage.send(DemoJob.EMBED.source(), List.of(OptedOut.DOCUMENT));
        stage.send(DemoJob.TRANSLATE.source(), List.of(OptedOut.DOCUMENT));
        stage.send(DemoJob.EMBED.source(), samples.names());
        stage.send(DemoJob.TRANSLATE.source(), samples.phrases());
        Map<DemoJob, DemoWatch.Run> runs = new EnumMap<>(DemoJob.class);
        for (DemoJob job : DemoJob.values()) {
            progress.show("starting job " + job.title());
            Path models = home.resolve("deploy/triton/model-repository")
                    .toAbsolutePath()
                    .normalize();
            Path file = job.write(stage.folder(), stage.bootstrapServers(), models, keep);
            runs.put(
                    job,
                    new DemoWatch.Run(
                            clock.instant(),
                            stage.start(file),
                            job.documents(samples).size() + 1));
        }
        try (var reader = new OutcomeReader(stage.bootstrapServers(), topics())) {
            Map<DemoJob, Duration> took = new DemoWatch(reader, runs, progress, clock).await(keep);
            List<JobScore> scores = new ArrayList<>();
            for (DemoJob job : DemoJob.values()) {
                scores.add(score(job, reader, samples, world, took.getOrDefault(job, Duration.ZERO)));
            }
            return scores;
        }
    }

    private JobScore score(DemoJob job, OutcomeReader reader, SampleDocuments samples, World world, Duration took)
            throws DemoException {
        try {
            var written = reader.records(job.results());
            var results =
                    written.stream().filter(found -> found.value() != null).toList();
            JobResults read = job.read(results, samples);
            List<Refusal> refusals = reader.records(job.deadLetters()).stream()
                    .map(OutcomeReader::refusal)
                    .toList();
            Map<String, Integer> tokens =
                    read.answers().stream().collect(Collectors.toMap(Answer::key, Answer::tokens, Integer::sum));
            return new JobScore(
                    job,
                    Scorecard.of(job.exam(samples, world), read.answers(), refusals)
                            .and(incomplete(results)),
                    refusals,
                    read.neighbours(),
                    results,
                    read.answers(),
                    OptedOut.of(written),
                    tokens,
                    took);
        } catch (MalformedRecordException unreadable) {
            throw new DemoException(
                    "A result in topic " + job.results() + " can't be read: " + unreadable.getMessage());
        }
    }

    /** What {@code bloomline verify} would say of them, as far as it can be seen without the documents. */
    private List<String> incomplete(List<ConsumerRecord<byte[], byte[]>> results) {
        var check = ResultCheck.ofAny(RecordFormat.JSON, clock);
        return results.stream()
                .flatMap(found -> check.check(found).faults().stream()
                        .map(fault -> new String(found.key(), UTF_8) + ": " + fault.message()))
                .toList();
    }

    private static List<String> topics() {
        return Stream.concat(
                        Stream.of(OptedOut.TOPIC),
                        Arrays.stream(DemoJob.values())
                                .flatMap(job -> Stream.of(job.source(), job.results(), job.deadLetters())))
                .distinct()
                .toList();
    }

    /** Closes it on the way out; the JVM by itself would not notice a second Ctrl-C meanwhile. */
    @SuppressWarnings("resource") // listens until the process is gone
    private static void closeUnlessAskedAgain(DemoStage stage) {
        Signals.listen(Runtime.getRuntime()::halt);
        stage.close();
    }

    /** Waits for Ctrl-C, whose shutdown hook closes the stage. */
    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
