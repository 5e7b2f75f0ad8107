package io.bloomline.job.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.bloomline.deadletter.DeadLetterHeaders;
import io.bloomline.deadletter.DeadLetters;
import io.bloomline.deadletter.Omission;
import io.bloomline.document.Header;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.Failure;
import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import io.bloomline.job.local.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker, because what counts is what it holds in the end. Each test has topics of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {

    private static final ByteArraySerializer BYTES = new ByteArraySerializer();

    private LocalBroker broker;
    private String documents;
    private String dead;
    private JobFile job;

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = LocalBroker.start(LocalBroker.Options.in(folder));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) throws JobFileException {
        String name = test.getTestMethod().orElseThrow().getName();
        documents = name + ".documents";
        dead = name + ".dead";
        broker.createTopics(List.of(documents, dead), 2);
        job = job(name);
    }

    @Test
    void sendsTheOriginalBackAsItWas() {
        bury(true, letter("k1", "one", "too-long"));

        assertThat(Replay.run(job, null).sent()).isEqualTo(Map.of(documents, 1L));

        assertThat(read()).singleElement().satisfies(sent -> {
            assertThat(sent.key()).asString().isEqualTo("k1");
            assertThat(sent.value()).asString().isEqualTo("one");
            assertThat(sent.headers().toArray())
                    .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                    .containsExactly("trace=abc");
        });
    }

    @Test
    void sendsEachOnceHoweverOftenItIsRun() {
        bury(true, letter("k1", "one", "too-long"), letter("k2", "two", "no-json"));
        Replay.run(job, null);

        assertThat(Replay.run(job, null).total()).isZero();

        bury(true, letter("k3", "three", "too-long"));
        assertThat(Replay.run(job, null).total()).isEqualTo(1);
        assertThat(values()).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void sendsOneCauseAndLaterTheOthers() {
        bury(true, letter("k1", "one", "too-long"), letter("k2", "two", "no-json"), letter("k3", "three", "too-long"));

        assertThat(Replay.run(job, "too-long").total()).isEqualTo(2);
        assertThat(values()).containsExactlyInAnyOrder("one", "three");
        assertThat(Inventory.of(job, null))
                .extracting(CauseCount::code, CauseCount::count, CauseCount::fresh)
                .containsExactly(tuple("too-long", 2L, 0L), tuple("no-json", 1L, 1L));

        assertThat(Replay.run(job, null).total()).isEqualTo(1);
        assertThat(values()).containsExactlyInAnyOrder("one", "three", "two");
    }

    @Test
    void passesOverWhatWasNeverCommitted() {
        bury(false, letter("k1", "one", "too-long"));
        bury(true, letter("k2", "two", "too-long"));
        bury(false, letter("k3", "three", "too-long"));

        assertThat(Inventory.of(job, null)).extracting(CauseCount::count).containsExactly(1L);
        assertThat(Replay.run(job, null).total()).isEqualTo(1);
        assertThat(values()).containsExactly("two");
    }

    @Test
    void leavesWhatIsNotTheJobs() {
        bury(true, letter("k1", "one", "too-long", "elsewhere"));
        write(new ProducerRecord<>(dead, "k".getBytes(UTF_8), new byte[] {1}));

        ReplayReport report = Replay.run(job, null);

        assertThat(report.total()).isZero();
        assertThat(report.left())
                .isEqualTo(Map.of(
                        "from topic elsewhere, which the job doesn't read", 1L, "that Bloomline didn't write", 1L));
    }

    @Test
    void leavesWhatIsNotWhole() {
        var letter = DeadLetters.of(letter("k1", "one", "too-long"), Failure.rejected("too-long", "It can't be."), 1);
        write(DeadLetterHeaders.toRecord(letter.deadLetter(), dead, Omission.VALUE));

        ReplayReport report = Replay.run(job, null);

        assertThat(report.total()).isZero();
        assertThat(report.left()).hasSize(1).containsValue(1L);
    }

    @Test
    void countsByCauseWithTheNewestAsExample() {
        bury(true, letter("k1", "one", "too-long"), letter("k2", "two", "no-json"), letter("k3", "three", "too-long"));

        List<CauseCount> causes = Inventory.of(job, null);

        assertThat(causes).hasSize(2).first().satisfies(cause -> {
            assertThat(cause.code()).isEqualTo("too-long");
            assertThat(cause.kind()).isEqualTo("rejected");
            assertThat(cause.newest()).hasToString("2023-11-14T22:13:25Z"); // of "three", whose text has 5 letters
            assertThat(cause.example()).isEqualTo("topic " + documents + ", partition 1, offset 5");
            assertThat(cause.message()).startsWith("It can't be.");
        });
        assertThat(Inventory.of(job, "no-json")).extracting(CauseCount::count).containsExactly(1L);
    }

    private SourceRecord letter(String key, String value, String code) {
        return letter(key, value, code, documents);
    }

    /** The code travels in a header of the test's own until {@link #bury} makes the dead letter. */
    private static SourceRecord letter(String key, String value, String code, String topic) {
        return new SourceRecord(
                topic,
                1,
                value.length(),
                1_700_000_000_000L + value.length() * 1000L,
                key.getBytes(UTF_8),
                value.getBytes(UTF_8),
                List.of(new Header("trace", "abc".getBytes(UTF_8)), new Header(code, new byte[0])));
    }

    private void bury(boolean commit, SourceRecord... sources) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "bury-" + dead);
        try (var producer = new KafkaProducer<>(properties, BYTES, BYTES)) {
            producer.initTransactions();
            producer.beginTransaction();
            for (SourceRecord source : sources) {
                String code = source.headers().get(1).key();
                var original = new SourceRecord(
                        source.topic(),
                        source.partition(),
                        source.offset(),
                        source.timestamp(),
                        source.key(),
                        source.value(),
                        source.headers().subList(0, 1));
                Future<?> unused = producer.send(DeadLetterHeaders.toRecord(
                        DeadLetters.of(original, Failure.rejected(code, "It can't be."), 1)
                                .deadLetter(),
                        dead));
            }
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
        awaitTheEndOfTransactions(dead);
    }

    /** A broker confirms the end of a transaction before it is written to all partitions. */
    private void awaitTheEndOfTransactions(String topic) {
        try (var committed = consumer("read_committed");
                var written = consumer("read_uncommitted")) {
            var partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            await().until(() -> committed.endOffsets(partitions).equals(written.endOffsets(partitions)));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", isolation);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void write(ProducerRecord<byte[], byte[]> other) {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(properties, BYTES, BYTES)) {
            Future<?> unused = producer.send(other);
        }
    }

    private List<String> values() {
        return read().stream().map(sent -> new String(sent.value(), UTF_8)).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> read() {
        awaitTheEndOfTransactions(documents);
        try (var consumer = consumer("read_committed")) {
            var partitions = List.of(new TopicPartition(documents, 0), new TopicPartition(documents, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }

    private JobFile job(String name) throws JobFileException {
        return new JobFileReader()
                .parse(
                        "job.yaml",
                        """
                        job: %s
                        kafka: {bootstrap.servers: '%s'}
                        source: {topics: [%s]}
                        task: {embed: {}}
                        model: {name: m, endpoint: local:models}
                        sink: {topic: out, dead-letters: %s}
                        """
                                .formatted(name, broker.bootstrapServers(), documents, dead));
    }
}
