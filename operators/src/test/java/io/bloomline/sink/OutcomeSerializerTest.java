package io.bloomline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.Failure;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import io.bloomline.schema.Translation;
import io.bloomline.testing.Results;
import io.bloomline.testing.SourceRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void writesATombstoneWithoutValue() {
        ProducerRecord<byte[], byte[]> written = serialize(
                RecordFormat.JSON, new Outcome.Tombstone("k@fr".getBytes(UTF_8), SOURCE.headers(), SOURCE.timestamp()));
        assertThat(written.topic()).isEqualTo("results");
        assertThat(written.value()).isNull();
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
    void writesADeadLetterWithoutKeyOrValue() {
        ProducerRecord<byte[], byte[]> written = serialize(
                RecordFormat.JSON,
                DeadLetters.of(SourceRecords.of(null, null), Failure.unreadable("no-value", "Nothing there"), 0));
        assertThat(written.key()).isNull();
        assertThat(written.value()).isNull();
    }

    @SuppressWarnings("NullAway") // the context is of no use here, and Flink's tests pass none either
    private static ProducerRecord<byte[], byte[]> serialize(RecordFormat format, Outcome outcome) {
        return new OutcomeSerializer("results", "dead", format).serialize(outcome, null, null);
    }

    private static String shown(Header header) {
        return header.key() + "=" + (header.value() == null ? null : new String(header.value(), UTF_8));
    }
}
