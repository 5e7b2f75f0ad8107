package io.bloomline.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No bytes crash a reader of documents, or have it take more time and memory than they are worth. */
class ReaderFuzzTest {

    private static final int MANY = 200_000;
    private static final RecordCodec<Document> AVRO = RecordCodec.of(RecordFormat.AVRO, Document.class);
    private static final RecordCodec<Document> JSON = RecordCodec.of(RecordFormat.JSON, Document.class);
    private static final int AVRO_HEADER = 10;

    /** What parsers stumble over: structure, escapes, halves of characters, lengths that are none. */
    private static final List<byte[]> STUMBLING_BLOCKS = Stream.concat(
                    Stream.of(
                                    "{",
                                    "}",
                                    "[",
                                    "]",
                                    "\"",
                                    "\\",
                                    ",",
                                    ":",
                                    "null",
                                    "1e999",
                                    "-",
                                    "0x",
                                    "/*",
                                    "\\u12",
                                    "\\ud83d",
                                    "\\udfff",
                                    "\u0000",
                                    "\uFEFF",
                                    "\u202E",
                                    "\"text\":",
                                    "\"id\":\"\",")
                            .map(text -> text.getBytes(UTF_8)),
                    Stream.of(
                            new byte[] {(byte) 0xC3},
                            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                            new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
                            new byte[] {(byte) 0xC3, 0x01},
                            new byte[] {0x01},
                            new byte[] {(byte) 0x80}))
            .toList();

    /**
     * One thing that chance does to bytes.
     *
     * @param kind    which
     * @param at      where, as a part of the length
     * @param stretch how many bytes it takes with it
     * @param block   which of the stumbling blocks it puts in
     */
    private record Damage(int kind, double at, int stretch, int block) {

        byte[] to(byte[] bytes, byte[] other) {
            int from = (int) (at * bytes.length);
            int to = Math.min(bytes.length, from + stretch);
            return switch (kind) {
                case 0 -> joined(bytes, from, new byte[0], to); // left out
                case 1 -> joined(bytes, to, new byte[0], from); // repeated
                case 2 -> joined(bytes, from, STUMBLING_BLOCKS.get(block), from); // put in
                case 3 -> joined(bytes, from, STUMBLING_BLOCKS.get(block), to); // replaced
                case 4 -> joined(bytes, from, other, to); // another document in its midst
                default -> flipped(bytes, from);
            };
        }

        private static byte[] joined(byte[] bytes, int end, byte[] between, int goOn) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            joined.write(bytes, 0, end);
            joined.writeBytes(between);
            joined.write(bytes, goOn, bytes.length - goOn);
            return joined.toByteArray();
        }

        private byte[] flipped(byte[] bytes, int at) {
            byte[] flipped = bytes.clone();
            if (at < bytes.length) {
                flipped[at] ^= (byte) (1 << (stretch % 8));
            }
            return flipped;
        }
    }

    @Property(tries = 4000)
    void aDamagedDocumentIsReadOrRefused(
            @ForAll("documents") Document document,
            @ForAll("documents") Document other,
            @ForAll("damages") List<Damage> damages,
            @ForAll DocumentFormat format,
            @ForAll @IntRange(min = 2, max = 5) int maxDepth) {
        byte[] bytes = written(document, format);
        for (Damage damage : damages) {
            bytes = damage.to(bytes, written(other, format));
        }
        ReadOrRefused.check(format.reader(maxDepth)::read, bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void aBombCostsNoMoreThanItsBytesAreWorth(String name, DocumentFormat format, byte[] bytes) {
        ReadOrRefused.check(format.reader()::read, bytes);
        ReadOrRefused.check(format.reader(10_000)::read, bytes);
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                json("arrays in arrays", "{\"a\":" + "[".repeat(MANY)),
                json("objects in objects", "{\"a\":".repeat(MANY)),
                json("both, in turn", "{\"text\":\"a\",\"b\":" + "{\"a\":[".repeat(MANY)),
                json("a long number that is ignored", "{\"text\":\"a\",\"b\":" + "9".repeat(MANY) + "}"),
                json("a long number for a text", "{\"text\":" + "9".repeat(MANY) + "}"),
                json("a number with a long exponent", "{\"text\":1e" + "9".repeat(MANY) + "}"),
                json("escapes only", "{\"text\":\"" + "\\u0041".repeat(MANY) + "\"}"),
                json("a text without an end", "{\"text\":\"" + "a".repeat(MANY)),
                json("a name without an end", "{\"" + "a".repeat(MANY)),
                json("white space only", " ".repeat(MANY)),
                json("byte order marks", "\uFEFF".repeat(MANY)),
                json("the same field again and again", "{" + "\"a\":1,".repeat(MANY) + "\"text\":\"a\"}"),
                json("a field of another name each time", "{" + fields(i -> "a" + i) + ",\"text\":\"a\"}"),
                json("many attributes", "{\"text\":\"a\",\"attributes\":{" + fields(i -> "a" + i) + "}}"),
                json(
                        "attributes whose hashes are the same",
                        "{\"text\":\"a\",\"attributes\":{" + fields(ReaderFuzzTest::colliding) + "}}"),
                json("many values", "{\"text\":\"a\",\"b\":[" + "1,".repeat(MANY) + "1]}"),
                avro("a string longer than memory", 0x02, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F),
                avro("a string of a negative length", 0x02, 0x01),
                avro("a number without an end", 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF),
                avro("more attributes than memory", 0x00, 0x00, 0x00, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F),
                avro("a block of attributes of a negative size", 0x00, 0x00, 0x00, 0x01, 0x01),
                Arguments.of("nothing that is UTF-8", DocumentFormat.TEXT, filled(0xFF)),
                Arguments.of("halves of characters", DocumentFormat.TEXT, filled(0xE2)));
    }

    @Provide
    Arbitrary<Document> documents() {
        return RecordArbitraries.of(Document.class);
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, STUMBLING_BLOCKS.size() - 1))
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static byte[] written(Document document, DocumentFormat format) {
        return switch (format) {
            case JSON -> JSON.write(document);
            case AVRO -> AVRO.write(document);
            case TEXT -> document.getText().getBytes(UTF_8);
        };
    }

    private static Arguments json(String name, String json) {
        return Arguments.of(name, DocumentFormat.JSON, json.getBytes(UTF_8));
    }

    private static Arguments avro(String name, int... body) {
        byte[] bytes = Arrays.copyOf(AVRO.write(Samples.DOCUMENT), AVRO_HEADER + MANY);
        Arrays.fill(bytes, AVRO_HEADER, bytes.length, (byte) 0);
        for (int i = 0; i < body.length; i++) {
            bytes[AVRO_HEADER + i] = (byte) body[i];
        }
        return Arguments.of(name, DocumentFormat.AVRO, bytes);
    }

    private static byte[] filled(int with) {
        byte[] bytes = new byte[MANY];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    private static String fields(IntFunction<String> name) {
        return IntStream.range(0, 1 << 14)
                .mapToObj(i -> "\"" + name.apply(i) + "\":\"v\"")
                .collect(Collectors.joining(","));
    }

    /** "Aa" and "BB" have the same hash, and so has whatever is put together of as many of them. */
    private static String colliding(int number) {
        return IntStream.range(0, 14)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }
}
