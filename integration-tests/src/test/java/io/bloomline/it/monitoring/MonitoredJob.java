package io.bloomline.it.monitoring;

import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.Topics;
import io.bloomline.it.support.kserve.Call;
import io.bloomline.it.support.kserve.Instances;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Reaction;
import io.bloomline.it.support.kserve.Script;
import io.bloomline.job.local.LocalBroker;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A job under way with all that it needs, and a Prometheus that looks at it: broker, documents, a model server. */
final class MonitoredJob implements AutoCloseable {

    private static final String MODEL = "writer";
    private static final int INSTANCES = 2;
    private static final Duration PER_CALL = Duration.ofMillis(20);
    private static final Duration PER_ROW_CHARACTER = Duration.ofNanos(15_000);
    private static final int CALLS_PER_FAILURE = 40;
    private static final long SEED = 7;
    private static final Metadata.Key<String> TRACEPARENT =
            Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
    private static final Map<String, String> JSON_LOG = Map.of(
            "BLOOMLINE_JAVA_OPTS",
            "-Dlog4j2.configurationFile=" + Prometheus.DEPLOYED.resolve("log4j2-json.properties"));

    private final LocalBroker broker;
    private final KServeServer server;
    private final Feeder feeder;
    private final Bloomline.Running job;
    private final Prometheus prometheus;
    private final Collector collector;
    private final Set<String> traceparents;

    private MonitoredJob(
            LocalBroker broker,
            KServeServer server,
            Feeder feeder,
            Bloomline.Running job,
            Prometheus prometheus,
            Collector collector,
            Set<String> traceparents) {
        this.broker = broker;
        this.server = server;
        this.feeder = feeder;
        this.job = job;
        this.prometheus = prometheus;
        this.collector = collector;
        this.traceparents = traceparents;
    }

    /** Starts everything; nothing is written yet. */
    static MonitoredJob start(Path folder) throws IOException {
        LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")));
        broker.createTopics(List.of("documents", "results", "dead"), 2);
        KServeServer server = KServeServer.ofToys(Options.PLAIN);
        server.loadWriter(MODEL, MonitoredJob::answer);
        server.follow(busyServer());
        Set<String> traceparents = ConcurrentHashMap.newKeySet();
        server.guard((method, headers) -> {
            String traceparent = headers.get(TRACEPARENT);
            if (traceparent != null) {
                traceparents.add(traceparent);
            }
            return null;
        });
        Collector collector = Collector.start();
        int reporter = Prometheus.freePort();
        Path file = Files.writeString(folder.resolve("monitored.yaml"), jobFile(broker, server, collector, reporter));
        Bloomline.Running job = Bloomline.start(List.of("run", file.toString()), JSON_LOG);
        Prometheus prometheus = Prometheus.start(Files.createDirectory(folder.resolve("prometheus")), reporter);
        return new MonitoredJob(
                broker,
                server,
                new Feeder(broker.bootstrapServers(), "documents", SEED),
                job,
                prometheus,
                collector,
                traceparents);
    }

    private static String jobFile(LocalBroker broker, KServeServer server, Collector collector, int reporter) {
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
                batching: {max-items: 16, max-pending: 128}
                sink: {topic: results, dead-letters: dead}
                flink:
                  execution.checkpointing.interval: 2s
                  metrics.reporters: prom
                  metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
                  metrics.reporter.prom.port: '%d'
                  metrics.reporter.prom.filterLabelValueCharacters: false
                tracing:
                  otel.exporter.otlp.endpoint: http://localhost:%d
                  otel.traces.sampler: parentbased_always_off
                  otel.bsp.schedule.delay: 200
                """
                .formatted(broker.bootstrapServers(), MODEL, server.port(), reporter, collector.port());
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

    Collector collector() {
        return collector;
    }

    /** What the server was told of traces. */
    Set<String> traceparents() {
        return traceparents;
    }

    /** What is to be read in a topic, and is committed. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        return new Topics(broker.bootstrapServers()).readCommitted(topic);
    }

    /** What the job has written so far: its log. */
    String log() {
        return job.written();
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
        collector.close();
        server.close();
        broker.close();
    }
}
