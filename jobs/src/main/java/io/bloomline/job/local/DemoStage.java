package io.bloomline.job.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import io.bloomline.job.flow.FlinkDefaults;
import io.bloomline.job.flow.InferencePipeline;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FlinkException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the demo plays on: a folder, a broker and a Flink cluster; all gone when it is closed. */
final class DemoStage implements AutoCloseable {

    private static final int PARTITIONS = 2;

    private final TemporaryFolder folder;
    private final LocalBroker broker;
    private final LocalCluster cluster;

    private DemoStage(TemporaryFolder folder, LocalBroker broker, LocalCluster cluster) {
        this.folder = folder;
        this.broker = broker;
        this.cluster = cluster;
    }

    /** Starts broker and cluster, both at once. */
    static DemoStage open() throws DemoException {
        var folder = TemporaryFolder.create("bloomline-demo-");
        var clusterStart = CompletableFuture.supplyAsync(() -> startCluster());
        LocalBroker broker = null;
        try {
            broker = LocalBroker.start(LocalBroker.Options.in(folder.path().resolve("kafka")));
            return new DemoStage(folder, broker, clusterStart.join());
        } catch (RuntimeException failure) {
            CompletableFuture<?> unused = clusterStart.thenAccept(LocalCluster::close);
            if (broker != null) {
                broker.close();
            }
            folder.close();
            throw new DemoException("Broker and Flink could not be started in this process", failure);
        }
    }

    private static LocalCluster startCluster() {
        try {
            return LocalCluster.start(DemoJob.values().length);
        } catch (Exception failure) {
            throw new CompletionException(failure);
        }
    }

    /** Address for {@code bootstrap.servers}. */
    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where job files are. */
    Path folder() {
        return folder.path();
    }

    /** Flink's web page. */
    URI webPage() {
        return cluster.webPage();
    }

    /** Creates topics. */
    void createTopics(List<String> names) {
        broker.createTopics(names, PARTITIONS);
    }

    /** Has no model see a document. */
    void optOut(String key) throws DemoException {
        send(OptedOut.TOPIC, List.of(SampleDocument.unreadable(key, "yes".getBytes(UTF_8))));
    }

    /** Writes documents to a topic, and waits until they are stored. */
    void send(String topic, List<SampleDocument> documents) throws DemoException {
        var properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers());
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            var sent = documents.stream()
                    .map(document -> producer.send(new ProducerRecord<>(topic, document.id(), document.value())))
                    .toList();
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException refused) {
            throw new DemoException("The documents could not be written to topic " + topic, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DemoException("Interrupted while writing documents", interrupted);
        }
    }

    /**
     * Starts the job that a file describes, as {@code bloomline run} would.
     *
     * @return completes when the job ends
     */
    CompletableFuture<Void> start(Path jobFile) throws DemoException {
        try {
            JobFile job = new JobFileReader().read(jobFile);
            var env = StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.ofLocal(job));
            InferencePipeline.define(env, job);
            return cluster.submit(env.getStreamGraph());
        } catch (JobFileException | FlinkException refused) {
            throw new DemoException(String.valueOf(refused.getMessage()), refused);
        }
    }

    /** Ends jobs, then broker, then the folder. Idempotent. */
    @Override
    public void close() {
        cluster.close();
        broker.close();
        folder.close();
    }
}
