package io.bloomline.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroCodecTest {

    private static final int HEADER_BYTES = 10;

    private final RecordCodec<Document> codec = RecordCodec.of(RecordFormat.AVRO, Document.class);
    private final byte[] written = codec.write(Samples.DOCUMENT);

    @Test
    void writesAvrosSingleObjectEncoding() throws IOException {
        assertThat(Document.fromByteBuffer(ByteBuffer.wrap(written))).isEqualTo(Samples.DOCUMENT);
    }

    @Test
    void refusesAnUnknownFingerprintByName() {
        byte[] unknown = written.clone();
        System.arraycopy(HexFormat.of().parseHex("efcdab8967452301"), 0, unknown, 2, 8);

        MalformedRecordException refusal = refusal(unknown);

        assertThat(refusal.code()).isEqualTo("unknown-schema");
        assertThat(refusal).hasMessageStartingWith("The schema with fingerprint 0123456789abcdef is none of the ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c3", "c301", "0000000001", "7b2274657874223a2261227d", "c3010123456789abcd"})
    void refusesWhatDoesNotStartAsExpected(String hex) {
        MalformedRecordException refusal = refusal(HexFormat.of().parseHex(hex));

        assertThat(refusal.code()).isEqualTo("malformed-avro");
        assertThat(refusal).hasMessageContaining("does not start like Avro's single-object encoding");
    }

    @Test
    void recognisesTheWireFormatOfConfluentsSerializers() {
        assertThat(refusal(new byte[] {0, 0, 0, 0, 1, 2}))
                .hasMessageEndingWith("where their schema registry is (registry.url).");
    }

    @Test
    void refusesBytesAfterTheRecord() {
        MalformedRecordException refusal = refusal(Arrays.copyOf(written, written.length + 3));

        assertThat(refusal.code()).isEqualTo("malformed-avro");
        assertThat(refusal).hasMessage("The Avro body goes on for 3 bytes after the Document; expected exactly one.");
    }

    @Test
    void refusesAStringThatIsNotUtf8() {
        byte[] invalid = codec.write(Document.newBuilder().setText("abc").build());
        invalid[HEADER_BYTES + 4] = (byte) 0x80; // after: no id (1 byte), length (1 byte), "ab"

        MalformedRecordException refusal = refusal(invalid);

        assertThat(refusal.code()).isEqualTo("invalid-utf8");
        assertThat(refusal).hasMessageStartingWith("Byte 2 of a string in the Avro body (counted from 0)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 f2ffffff0f", // a text of 2,147,483,641 bytes
                "00 ffffffffffffffffff01", // a text of negative length
                "00 00 00 f2ffffff0f", // as many attributes
                "00 00 00 ffffffffffffffffff01 00", // a negative number of attributes
                "08", // branch 4 of a union of two
                "ffffffffffffffffffffff" // a number that never ends
            })
    void refusesHostileLengthsWithoutAllocatingThem(String body) {
        byte[] head = Arrays.copyOf(written, HEADER_BYTES);
        byte[] hostile = HexFormat.of().parseHex(HexFormat.of().formatHex(head) + body.replace(" ", ""));
        refusal(hostile); // loads classes
        long before = Allocation.ofThisThread();

        MalformedRecordException refusal = refusal(hostile);

        assertThat(Allocation.ofThisThread() - before).isLessThan(100_000);
        assertThat(refusal.code()).isEqualTo("malformed-avro");
        assertThat(refusal).hasMessageContaining("truncated or damaged");
    }

    @Test
    void refusesAHostileVectorWithoutAllocatingIt() {
        RecordCodec<Embedding> embeddings = RecordCodec.of(RecordFormat.AVRO, Embedding.class);
        byte[] head = Arrays.copyOf(embeddings.write(Samples.EMBEDDING), HEADER_BYTES);
        String body = "00" + "00" + "00" + "00" + "f2ffffff0f"; // no id, task, language, chunk; 2,147,483,641 numbers
        byte[] hostile = HexFormat.of().parseHex(HexFormat.of().formatHex(head) + body);
        long before = Allocation.ofThisThread();

        assertThatThrownBy(() -> embeddings.read(hostile)).isInstanceOf(MalformedRecordException.class);

        assertThat(Allocation.ofThisThread() - before).isLessThan(1_000_000);
    }

    @Test
    void trustsNothingButItsOwnClassesInAdditionToWhatAvroTrusts() {
        var trusted = ClassSecurityValidator.getGlobal();

        assertThat(trusted.isTrusted(Document.class)).isTrue();
        assertThat(trusted.isTrusted(String.class)).isTrue();
        assertThat(trusted.isTrusted(AvroCodec.class)).isFalse();
        assertThat(trusted.isTrusted(ProcessBuilder.class)).isFalse();
    }

    private MalformedRecordException refusal(byte[] value) {
        return catchThrowableOfType(MalformedRecordException.class, () -> codec.read(value));
    }
}
