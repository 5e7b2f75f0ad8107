package io.bloomline.job.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.document.Sha256;
import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import io.bloomline.job.local.LocalBroker;
import io.bloomline.schema.FinishReason;
import io.bloomline.schema.Provenance;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import io.bloomline.schema.Translation;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker; each test has topics of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerificationTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final long TIME = NOW.toEpochMilli();
    private static final ByteArraySerializer BYTES = new ByteArraySerializer();

    private LocalBroker broker;
    private String documents;
    private String results;
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
    void makeTopics(TestInfo test) throws JobFileException {
        String name = test.getTestMethod().orElseThrow().getName();
        documents = name + ".documents";
        results = name + ".results";
        broker.createTopics(List.of(documents, results), 1);
        job = new JobFileReader()
                .parse(
                        "job.yaml",
                        """
                        job: %s
                        kafka: {bootstrap.servers: '%s'}
                        source: {topics: [%s], format: json}
                        task: {translate: {to: [fr]}}
                        model: {name: m, endpoint: 'local:models'}
                        sink: {topic: %s, dead-letters: dead}
                        """
                                .formatted(name, broker.bootstrapServers(), documents, results));
    }

    @Test
    void resultsThatCarryWhatTheyMustAreCounted() throws Exception {
        write(document("a", "Monday"), document("b", "Tuesday"), document("a", "Wednesday"));
        write(result("a", "Monday"), result("b", "Tuesday"), result("a", "Wednesday"), deletion("b@fr"));

        VerifyReport report = verified();

        assertThat(report.offenders()).isEmpty();
        assertThat(report.results()).isEqualTo(3);
        assertThat(report.deletions()).isEqualTo(1);
        assertThat(report.matching()).isEqualTo(3);
        assertThat(report.resultsByModel()).containsExactly(Map.entry("m, version 1, which states no licence", 3L));
    }

    @Test
    void eachThingThatIsMissingOrWrongIsNamedWithItsPlace() throws Exception {
        write(document("a", "Monday"));
        write(
                result("a", "Monday", result -> result.getProvenance().setInputHash(hash("Tuesday"))),
                result("a", "Monday", result -> result.getProvenance().setPromptHash(hash("another"))),
                result("a", "Monday", result -> result.getProvenance().setPromptHash(null)),
                result("a", "Monday", result -> result.getProvenance().setModelVersion("")),
                result("a", "Monday", result -> result.getProvenance().setParameters(Map.of("max-tokens", "x"))),
                result("a", "Monday", VerificationTest::combinesAnswers),
                result("a", "Monday", result -> result.getProvenance().setEndpoint("nowhere")),
                result("a", "Monday", result -> result.getProvenance().setInputTokens(0)),
                result("a", "Monday", result -> result.getProvenance().setTime(Instant.EPOCH)),
                result("a", "Monday", result -> result.getProvenance().setTask("embed")),
                result("a", "Monday", result -> result.setLanguage("sw")),
                without("bloomline.machine-generated"),
                without("bloomline.model"),
                twice("bloomline.machine-generated"),
                record(results, "a@fr", "{\"id\": \"a\"}"));

        VerifyReport report = verified();

        assertThat(report.results()).isEqualTo(15);
        assertThat(report.offending()).isEqualTo(15);
        assertThat(report.offenders())
                .extracting(offender -> offender.faults().get(0).field())
                .containsExactly(
                        "provenance.inputHash",
                        "provenance.promptHash",
                        "provenance.promptHash",
                        "provenance.modelVersion",
                        "provenance.parameters",
                        "provenance.parameters.combine-prompt-hash",
                        "provenance.endpoint",
                        "provenance.inputTokens",
                        "provenance.time",
                        "provenance.task",
                        "key",
                        "bloomline.machine-generated",
                        "bloomline.model",
                        "bloomline.machine-generated",
                        "value");
        assertThat(report.offenders().get(0))
                .isEqualTo(new VerifyReport.Offender(
                        "topic " + results + ", partition 0, offset 0",
                        List.of(new Fault(
                                "provenance.inputHash",
                                "provenance.inputHash is not that of any document with its key in " + documents))));
    }

    @Test
    void whatTheSourceNoLongerHoldsIsNotCheckable() throws Exception {
        write(document("a", "Monday"), document("a", "Tuesday", TIME + 1));
        write(result("a", "Monday"), result("z", "Nobody knows"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteRecords(Map.of(new TopicPartition(documents, 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }

        VerifyReport report = verified();

        assertThat(report.offending()).isZero();
        assertThat(report.notCheckable()).isEqualTo(2);
    }

    @Test
    void aVersionThatIsStillThereIsCheckedThoughOthersAreGone() throws Exception {
        write(document("a", "Monday"), document("a", "Tuesday", TIME + 1));
        write(new ProducerRecord<>(
                results, 0, TIME + 1, bytes("a@fr"), value(translation("a", "Sunday")), marks().headers()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteRecords(Map.of(new TopicPartition(documents, 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }

        assertThat(verified().faultsByField()).containsOnlyKeys("provenance.inputHash");
    }

    @Test
    void moreDocumentsThanMemoryHoldsAreLookedAtInShares() throws Exception {
        write(IntStream.range(0, 40).mapToObj(i -> document("k" + i, "text " + i)));
        write(IntStream.range(0, 40).mapToObj(i -> result("k" + i, "text " + (i == 7 ? 8 : i))));

        VerifyReport report = Verification.of(job, InstantSource.fixed(NOW), 5, 6);

        assertThat(report.results()).isEqualTo(40);
        assertThat(report.matching()).isEqualTo(39);
        assertThat(report.offenders()).hasSize(1);
    }

    private VerifyReport verified() {
        return Verification.of(job, InstantSource.fixed(NOW), 100);
    }

    private ProducerRecord<byte[], byte[]> document(String key, String text) {
        return document(key, text, TIME);
    }

    private ProducerRecord<byte[], byte[]> document(String key, String text, long timestamp) {
        return new ProducerRecord<>(documents, 0, timestamp, bytes(key), bytes("{\"text\": \"" + text + "\"}"));
    }

    private ProducerRecord<byte[], byte[]> result(String key, String text) {
        return result(key, text, unchanged -> {});
    }

    private ProducerRecord<byte[], byte[]> result(String key, String text, Consumer<Translation> change) {
        Translation translation = translation(key, text);
        change.accept(translation);
        return new ProducerRecord<>(results, 0, TIME, bytes(key + "@fr"), value(translation), marks().headers());
    }

    private ProducerRecord<byte[], byte[]> without(String header) {
        var result = result("a", "Monday");
        result.headers().remove(header);
        return result;
    }

    private ProducerRecord<byte[], byte[]> twice(String header) {
        var result = result("a", "Monday");
        result.headers().add(header, bytes("true"));
        return result;
    }

    private ProducerRecord<byte[], byte[]> deletion(String key) {
        return new ProducerRecord<>(results, 0, TIME, bytes(key), (byte[]) null);
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, String value) {
        return new ProducerRecord<>(topic, 0, TIME, bytes(key), bytes(value));
    }

    /** A record that has the marks of a result. */
    private ProducerRecord<byte[], byte[]> marks() {
        ProducerRecord<byte[], byte[]> marked = new ProducerRecord<>(results, new byte[0]);
        marked.headers().add("bloomline.machine-generated", bytes("true")).add("bloomline.model", bytes("m"));
        return marked;
    }

    private Translation translation(String id, String text) {
        return Translation.newBuilder()
                .setId(id)
                .setLanguage("fr")
                .setText("…")
                .setFinishReason(FinishReason.STOP)
                .setProvenance(Provenance.newBuilder()
                        .setModel("m")
                        .setModelVersion("1")
                        .setTask("translate")
                        .setPromptId("translate")
                        .setPromptHash(job.task().promptHashes().iterator().next())
                        .setParameters(Map.of("max-tokens", "96", "temperature", "0.0"))
                        .setInputHash(hash(text))
                        .setInputTokens(9)
                        .setOutputTokens(3)
                        .setEndpoint("local:models")
                        .setBloomlineVersion("0.1")
                        .setTime(NOW)
                        .build())
                .build();
    }

    private static void combinesAnswers(Translation result) {
        result.getProvenance()
                .setParameters(Map.of("max-tokens", "96", "temperature", "0.0", "combine-prompt-hash", hash("Which?")));
    }

    private static byte[] value(Translation translation) {
        return RecordCodec.of(RecordFormat.JSON, Translation.class).write(translation);
    }

    private static String hash(String text) {
        return Sha256.hex(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @SafeVarargs
    private void write(ProducerRecord<byte[], byte[]>... records) throws Exception {
        Stream.Builder<ProducerRecord<byte[], byte[]>> all = Stream.builder();
        for (ProducerRecord<byte[], byte[]> one : records) {
            all.add(one);
        }
        write(all.build());
    }

    private void write(Stream<ProducerRecord<byte[], byte[]>> records) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(properties, BYTES, BYTES)) {
            List<Future<RecordMetadata>> sent = records.map(producer::send).toList();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }
}
