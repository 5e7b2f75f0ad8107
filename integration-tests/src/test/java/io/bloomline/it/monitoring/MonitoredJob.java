package io.bloomline.it.monitoring;

import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.kserve.Call;
import io.bloomline.it.support.kserve.Instances;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Reaction;
import io.bloomline.it.support.kserve.Script;
import io.bloomline.job.local.LocalBroker;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A job under way with all that it needs, and a Prometheus that looks at it: broker, documents, a model server. */
final class MonitoredJob implements AutoCloseable {

    private static final String MODEL = "writer";
    private static final int INSTANCES = 2;
    private static final Duration PER_CALL = Duration.ofMillis(20);
    private static final Duration PER_ROW_CHARACTER = Duration.ofNanos(15_000);
    private static final int CALLS_PER_FAILURE = 40;
    private static final long SEED = 7;

    private final LocalBroker broker;
    private final KServeServer server;
    private final Feeder feeder;
    private final Bloomline.Running job;
    private final Prometheus prometheus;

    private MonitoredJob(
            LocalBroker broker, KServeServer server, Feeder feeder, Bloomline.Running job, Prometheus prometheus) {
        this.broker = broker;
        this.server = server;
        this.feeder = feeder;
        this.job = job;
        this.prometheus = prometheus;
    }

    /** Starts everything; nothing is written yet. */
    static MonitoredJob start(Path folder) throws IOException {
        LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")));
        broker.createTopics(List.of("documents", "results", "dead"), 2);
        KServeServer server = KServeServer.ofToys(Options.PLAIN);
        server.loadWriter(MODEL, MonitoredJob::answer);
        server.follow(busyServer());
        int reporter = Prometheus.freePort();
        Path file = Files.writeString(folder.resolve("monitored.yaml"), jobFile(broker, server, reporter));
        Bloomline.Running job = Bloomline.start(List.of("run", file.toString()), Map.of());
        Prometheus prometheus = Prometheus.start(Files.createDirectory(folder.resolve("prometheus")), reporter);
        return new MonitoredJob(
                broker, server, new Feeder(broker.bootstrapServers(), "documents", SEED), job, prometheus);
    }

    private static String jobFile(LocalBroker broker, KServeServer server, int reporter) {
        return """
                job: translations
                kafka: {bootstrap.servers: '%s'}
                source: {topics: [documents], format: json}
                task: {translate: {to: [fr, sw]}}
                model:
                  name: %s
                  endpoint: grpc://localhost:%d
                  tokenizer: deploy/triton/model-repository/bloom-nano/1/tokenizer.json
                  max-tokens: 1024
                batching: {max-items: 16, max-pending: 512}
                sink: {topic: results, dead-letters: dead}
                flink:
                  execution.checkpointing.interval: 2s
                  metrics.reporters: prom
                  metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
                  metrics.reporter.prom.port: '%d'
                  metrics.reporter.prom.filterLabelValueCharacters: false
                """
                .formatted(broker.bootstrapServers(), MODEL, server.port(), reporter);
    }

    private static String answer(String prompt) {
        if (prompt.contains(Feeder.SILENCING)) {
            return "";
        }
        // Of about the prompt's length, as a translation is, and no loop.
        SplittableRandom random = new SplittableRandom(prompt.hashCode());
        StringBuilder text = new StringBuilder();
        while (text.length() < prompt.length() * 3 / 4) {
            text.append(Integer.toString(random.nextInt(1 << 20), Character.MAX_RADIX))
                    .append(' ');
        }
        return text.toString();
    }

    /** A server whose time grows with the padded batch, that is overloaded now and then, and that can't stand poison. */
    private static Script busyServer() {
        Script instances = new Instances(INSTANCES, MonitoredJob::timeFor);
        AtomicInteger calls = new AtomicInteger();
        Reaction overloaded = Reaction.fail(Status.Code.UNAVAILABLE, "Exceeds maximum queue size");
        Reaction broken = Reaction.fail(Status.Code.INTERNAL, "onnx runtime error 2: Non-zero status code returned");
        return call -> {
            if (calls.incrementAndGet() % CALLS_PER_FAILURE == 0) {
                return overloaded;
            }
            return call.rows().stream().anyMatch(row -> row.contains(Feeder.POISON)) ? broken : instances.to(call);
        };
    }

    private static Duration timeFor(Call call) {
        int longest = call.rows().stream().mapToInt(String::length).max().orElse(0);
        return PER_CALL.plus(PER_ROW_CHARACTER.multipliedBy((long) call.rows().size() * longest));
    }

    Prometheus prometheus() {
        return prometheus;
    }

    Feeder feeder() {
        return feeder;
    }

    KServeServer server() {
        return server;
    }

    /** Fails when the job has ended. */
    void requireAlive() {
        if (!job.isAlive()) {
            throw new AssertionError("the job has ended:\n" + job.written());
        }
    }

    @Override
    public void close() {
        feeder.close();
        job.close();
        prometheus.close();
        server.close();
        broker.close();
    }
}
