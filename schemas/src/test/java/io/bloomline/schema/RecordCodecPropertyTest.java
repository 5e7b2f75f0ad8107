package io.bloomline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.specific.SpecificRecord;

class RecordCodecPropertyTest {

    @Property(tries = 1500)
    void anyRecordIsReadAsItWasWritten(@ForAll("records") SpecificRecord record, @ForAll RecordFormat format)
            throws MalformedRecordException {
        RecordCodec<SpecificRecord> codec = codec(format, record);

        assertThat(codec.read(codec.write(record))).isEqualTo(record);
    }

    @Property(tries = 100)
    void oneCodecServesManyThreads(@ForAll("records") SpecificRecord record, @ForAll RecordFormat format) {
        RecordCodec<SpecificRecord> codec = codec(format, record);
        byte[] written = codec.write(record);

        List<SpecificRecord> read = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> readUnchecked(codec, i % 2 == 0 ? written : codec.write(record)))
                .toList();

        assertThat(read).hasSize(50).containsOnly(record);
    }

    private static SpecificRecord readUnchecked(RecordCodec<SpecificRecord> codec, byte[] bytes) {
        try {
            return codec.read(bytes);
        } catch (MalformedRecordException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 3000)
    void anyFloatSurvivesJsonToTheBit(@ForAll int bits) throws MalformedRecordException {
        float number = Float.intBitsToFloat(bits);
        if (Float.isFinite(number)) {
            RecordCodec<Embedding> json = RecordCodec.of(RecordFormat.JSON, Embedding.class);
            Embedding embedding = Embedding.newBuilder(Samples.EMBEDDING)
                    .setVector(List.of(number))
                    .build();

            float read = json.read(json.write(embedding)).getVector().get(0);

            assertThat(Float.floatToRawIntBits(read)).isEqualTo(Float.floatToRawIntBits(number));
        }
    }

    @Property(tries = 2000)
    void arbitraryBytesAreADocumentOrRefused(@ForAll @Size(max = 200) byte[] bytes, @ForAll DocumentFormat format) {
        ReadOrRefused.check(format.reader()::read, bytes);
    }

    @Property(tries = 2000)
    void arbitraryAvroBodiesAreADocumentOrRefused(@ForAll @Size(max = 100) byte[] body) {
        byte[] valid = avro(Samples.DOCUMENT);
        byte[] bytes = Arrays.copyOf(valid, 10 + body.length);
        System.arraycopy(body, 0, bytes, 10, body.length);

        ReadOrRefused.check(DocumentFormat.AVRO.reader()::read, bytes);
    }

    @Property(tries = 2000)
    void aRecordWithOneBitFlippedIsReadOrRefused(
            @ForAll("records") SpecificRecord record, @ForAll RecordFormat format, @ForAll @IntRange(min = 0) int bit) {
        RecordCodec<SpecificRecord> codec = codec(format, record);
        byte[] bytes = codec.write(record);
        int position = bit % (bytes.length * 8);
        bytes[position / 8] ^= (byte) (1 << (position % 8));

        ReadOrRefused.check(codec::read, bytes);
    }

    @Property(tries = 1000)
    void aTruncatedRecordIsRefused(
            @ForAll("records") SpecificRecord record, @ForAll RecordFormat format, @ForAll @IntRange(min = 0) int cut) {
        RecordCodec<SpecificRecord> codec = codec(format, record);
        byte[] bytes = codec.write(record);
        byte[] truncated = Arrays.copyOf(bytes, cut % bytes.length);

        assertThat(ReadOrRefused.refusal(codec::read, truncated)).isNotNull();
    }

    @Property(tries = 2000)
    void noRefusalQuotesTheDocument(@ForAll("brokenJson") String json) {
        MalformedRecordException refusal =
                ReadOrRefused.refusal(DocumentFormat.JSON.reader()::read, json.getBytes(StandardCharsets.UTF_8));

        if (refusal != null) {
            assertThat(refusal.getMessage()).doesNotContain("zebra").doesNotContain("Jackson");
            assertThat(refusal.getCause()).isNull();
        }
    }

    @Provide
    Arbitrary<SpecificRecord> records() {
        return Arbitraries.oneOf(RecordArbitraries.TYPES.stream()
                .map(type -> RecordArbitraries.of(type).map(SpecificRecord.class::cast))
                .toList());
    }

    /** Pieces of JSON in any order, so that every kind of mistake is made at every place. */
    @Provide
    Arbitrary<String> brokenJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"text\"",
                        "\"id\"",
                        "\"attributes\"",
                        "\"zebra\"",
                        "zebra",
                        "{\"text\":\"zebra\"}",
                        "\"zebra",
                        "\"\\uD800zebra\"",
                        "\\zebra",
                        "null",
                        "true",
                        "123",
                        "1e999",
                        "{\"attributes\":{",
                        "{\"text\":",
                        "\u0000",
                        "\uFEFF",
                        " ")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    @SuppressWarnings("unchecked") // a record's class is the class of its codec
    private static RecordCodec<SpecificRecord> codec(RecordFormat format, SpecificRecord record) {
        return (RecordCodec<SpecificRecord>) RecordCodec.of(format, record.getClass());
    }

    private static byte[] avro(Document document) {
        return RecordCodec.of(RecordFormat.AVRO, Document.class).write(document);
    }
}
