package io.bloomline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.document.Sha256;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.Failure;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import io.bloomline.schema.Translation;
import io.bloomline.sink.RecordLimits.TopicLimit;
import io.bloomline.testing.Results;
import io.bloomline.testing.SourceRecords;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeSerializerTest {

    private static final SourceRecord SOURCE = SourceRecords.of("k", "value");

    @ParameterizedTest
    @EnumSource
    void writesAResultInTheFormatOfTheJob(RecordFormat format) throws Exception {
        Translation translation = Results.translation("bonjour");
        ProducerRecord<byte[], byte[]> written = serialize(
                format, new Outcome.Result("k@fr".getBytes(UTF_8), translation, SOURCE.headers(), SOURCE.timestamp()));
        assertThat(written.topic()).isEqualTo("results");
        assertThat(written.key()).asString().isEqualTo("k@fr");
        assertThat(written.timestamp()).isEqualTo(SOURCE.timestamp());
        assertThat(written.headers().lastHeader("trace").value()).asString().isEqualTo("abc");
        assertThat(RecordCodec.of(format, Translation.class).read(written.value()))
                .isEqualTo(translation);
    }

    @Test
    void saysOfEachResultThatAMachineMadeItWhateverItsDocumentSays() {
        var spoofed = List.of(
                own("bloomline.machine-generated", "false"),
                own("trace", "abc"),
                own("bloomline.model", "me"),
                own("bloomline.model", "you"));
        for (SpecificRecord body :
                List.of(Results.translation("bonjour"), Results.generation("bonjour"), Results.embedding(1f, 0f))) {
            ProducerRecord<byte[], byte[]> written =
                    serialize(RecordFormat.JSON, new Outcome.Result("k".getBytes(UTF_8), body, spoofed, 1));
            assertThat(written.headers())
                    .extracting(OutcomeSerializerTest::shown)
                    .containsExactly("trace=abc", "bloomline.machine-generated=true", "bloomline.model=m");
        }
    }

    @Test
    void writesATombstoneWithoutValue() {
        ProducerRecord<byte[], byte[]> written = serialize(
                RecordFormat.JSON, new Outcome.Tombstone("k@fr".getBytes(UTF_8), SOURCE.headers(), SOURCE.timestamp()));
        assertThat(written.topic()).isEqualTo("results");
        assertThat(written.value()).isNull();
    }

    /** As Kafka says it of records whose producers, in other languages, gave none. */
    @Test
    void leavesTheTimeToTheProducerWhereTheDocumentHasNone() {
        SourceRecord timeless = new SourceRecord("docs", 3, 918, -1, "k".getBytes(UTF_8), new byte[0], List.of());

        assertThat(serialize(RecordFormat.JSON, new Outcome.Tombstone("k".getBytes(UTF_8), List.of(), -1))
                        .timestamp())
                .isNull();
        ProducerRecord<byte[], byte[]> dead = serialize(RecordFormat.JSON, refused(timeless));
        assertThat(dead.timestamp()).isNull();
        assertThat(shown(dead.headers().lastHeader("bloomline.error.timestamp")))
                .isEqualTo("bloomline.error.timestamp=-1");
    }

    @Test
    void writesADeadLetterAsTheOriginalWithItsCauseInHeaders() {
        ProducerRecord<byte[], byte[]> written = serialize(
                RecordFormat.AVRO, DeadLetters.of(SOURCE, Failure.rejected("too-long", "Too long by far"), 2));
        assertThat(written.topic()).isEqualTo("dead");
        assertThat(written.key()).isEqualTo(SOURCE.key());
        assertThat(written.value()).isEqualTo(SOURCE.value());
        assertThat(written.headers())
                .extracting(OutcomeSerializerTest::shown)
                .containsExactly(
                        "trace=abc",
                        "empty=null",
                        "bloomline.error.kind=rejected",
                        "bloomline.error.code=too-long",
                        "bloomline.error.message=Too long by far (topic docs, partition 3, offset 918)",
                        "bloomline.error.attempts=2",
                        "bloomline.error.topic=docs",
                        "bloomline.error.partition=3",
                        "bloomline.error.offset=918",
                        "bloomline.error.timestamp=1700000000000");
    }

    @Test
    void aDeadLetterThatItsTopicDoesNotTakeGoesWithoutItsValue() {
        SourceRecord source = large(10, 5_000, 10);
        ProducerRecord<byte[], byte[]> written = serialize(RecordFormat.JSON, refused(source), 4_000);
        assertThat(written.value()).isNull();
        assertThat(written.key()).isEqualTo(source.key());
        assertThat(written.headers())
                .extracting(OutcomeSerializerTest::shown)
                .contains(
                        "bloomline.error.topic=docs",
                        "bloomline.error.partition=3",
                        "bloomline.error.offset=918",
                        "bloomline.error.omitted=value",
                        "bloomline.error.value-bytes=5000",
                        "bloomline.error.value-sha256=" + Sha256.hex(requireNonNull(source.value())));
        assertThat(written.headers().lastHeader("trace")).isNotNull();
    }

    @Test
    void aLargeDeadLetterThatCompressesWellIsWhole() {
        SourceRecord source = SourceRecords.of("k", "Monday ".repeat(10_000));
        ProducerRecord<byte[], byte[]> written = serialize(RecordFormat.JSON, refused(source), 4_000);
        assertThat(written.value()).isEqualTo(source.value());
        assertThat(written.headers().lastHeader("bloomline.error.omitted")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"10, 10, 5000, 'value, headers'", "5000, 10, 10, 'value, headers, key'"})
    void aDeadLetterGoesWithoutWhateverIsTooLarge(int key, int value, int header, String omitted) {
        ProducerRecord<byte[], byte[]> written =
                serialize(RecordFormat.JSON, refused(large(key, value, header)), 4_000);
        assertThat(written.headers().lastHeader("bloomline.error.omitted").value())
                .asString()
                .isEqualTo(omitted);
        assertThat(written.headers().lastHeader("trace")).isNull();
        assertThat(written.key() == null).isEqualTo(key > 4_000);
    }

    @Test
    void writesADeadLetterWithoutKeyOrValue() {
        ProducerRecord<byte[], byte[]> written = serialize(
                RecordFormat.JSON,
                DeadLetters.of(SourceRecords.of(null, null), Failure.unreadable("no-value", "Nothing there"), 0));
        assertThat(written.key()).isNull();
        assertThat(written.value()).isNull();
    }

    private static Outcome refused(SourceRecord source) {
        return DeadLetters.of(source, Failure.rejected("too-long", "Too long by far"), 2);
    }

    private static ProducerRecord<byte[], byte[]> serialize(RecordFormat format, Outcome outcome) {
        return serialize(format, outcome, 1_000_000);
    }

    @SuppressWarnings("NullAway") // the context is of no use here, and Flink's tests pass none either
    private static ProducerRecord<byte[], byte[]> serialize(
            RecordFormat format, Outcome outcome, long deadLetterLimit) {
        Properties producer = new Properties();
        producer.put("compression.type", "lz4");
        OutcomeSerializer serializer = new OutcomeSerializer(new SinkTopics("results", "dead", format, producer));
        serializer.open(new RecordLimits(producer, Map.of("dead", new TopicLimit(deadLetterLimit, null))));
        return serializer.serialize(outcome, null, null);
    }

    private static SourceRecord large(int key, int value, int header) {
        Random random = new Random(7);
        return new SourceRecord(
                "docs",
                3,
                918,
                1_700_000_000_000L,
                incompressible(random, key),
                incompressible(random, value),
                List.of(new io.bloomline.document.Header("trace", incompressible(random, header))));
    }

    private static byte[] incompressible(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static io.bloomline.document.Header own(String name, String value) {
        return new io.bloomline.document.Header(name, value.getBytes(UTF_8));
    }

    private static String shown(Header header) {
        return header.key() + "=" + (header.value() == null ? null : new String(header.value(), UTF_8));
    }
}
