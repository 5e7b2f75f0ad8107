package io.bloomline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.sink.RecordLimits.TopicLimit;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordLimitsTest {

    private static final byte[] TEXT = "Monday ".repeat(10_000).getBytes(UTF_8);

    @Test
    void aTopicMeasuresWhatIsSentCompressed() {
        var limit = Map.of("results", new TopicLimit(5_000, null));
        assertThat(new RecordLimits(producer("lz4"), limit).excess(record(TEXT)))
                .isNull();
        assertThat(new RecordLimits(producer("none"), limit).excess(record(TEXT)))
                .matches("70,0\\d\\d bytes as it is sent; topic results takes 5,000 \\(max.message.bytes\\)");
    }

    @Test
    void aTopicThatCompressesAnewMeasuresThatToo() {
        var limit = Map.of("results", new TopicLimit(5_000, Compression.NONE));
        assertThat(new RecordLimits(producer("lz4"), limit).excess(record(TEXT)))
                .contains("70,0");
    }

    @Test
    void aProducerMeasuresWhatIsNotCompressedYet() {
        Properties producer = producer("lz4");
        producer.put("max.request.size", "50000");
        assertThat(new RecordLimits(producer, Map.of()).excess(record(TEXT)))
                .matches("70,0\\d\\d bytes; the producer takes 50,000 \\(kafka.max.request.size\\)");
    }

    @Test
    void aProducersMemoryIsALimitToo() {
        Properties producer = producer("lz4");
        producer.put("buffer.memory", 50_000);
        assertThat(new RecordLimits(producer, Map.of()).excess(record(TEXT))).contains("kafka.buffer.memory");
    }

    @Test
    void anUnknownTopicHasNoLimit() {
        assertThat(new RecordLimits(producer("lz4"), Map.of()).excess(record(TEXT)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void whatSurelyPassesPassesThoughItCanNotBeCompressed(String compression) {
        byte[] value = new byte[200_000];
        new Random(7).nextBytes(value);
        var generous = new RecordLimits(producer(compression), Map.of("results", new TopicLimit(210_000, null)));
        assertThat(generous.surelyPass(200_100, "results")).isTrue();
        var exact = new RecordLimits(producer(compression), Map.of("results", new TopicLimit(0, null)));
        assertThat(sizeIn(requireNonNull(exact.excess(record(value))))).isLessThan(200_100 + 200_100 / 64 + 256);
    }

    private static long sizeIn(String excess) {
        return Long.parseLong(excess.substring(0, excess.indexOf(' ')).replace(",", ""));
    }

    private static Properties producer(String compression) {
        Properties producer = new Properties();
        producer.put("compression.type", compression);
        return producer;
    }

    private static ProducerRecord<byte[], byte[]> record(byte[] value) {
        return new ProducerRecord<>("results", null, 0L, "k".getBytes(UTF_8), value);
    }
}
