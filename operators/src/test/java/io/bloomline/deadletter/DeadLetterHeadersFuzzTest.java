package io.bloomline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.DeadLetterHeader;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Whatever stands in a dead-letter topic is a dead letter or none, and never a crash. */
class DeadLetterHeadersFuzzTest {

    private static final List<String> NAMES = List.of(
            "bloomline.error.kind",
            "bloomline.error.code",
            "bloomline.error.message",
            "bloomline.error.attempts",
            "bloomline.error.topic",
            "bloomline.error.partition",
            "bloomline.error.offset",
            "bloomline.error.timestamp",
            "bloomline.error.omitted",
            "");

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void anyHeadersAreThoseOfADeadLetterOrNot(
            @ForAll("headers") List<RecordHeader> headers, @ForAll byte[] key, @ForAll byte[] value) {
        ConsumerRecord<byte[], byte[]> found = new ConsumerRecord<>("dead", 0, 7, key, value);
        headers.forEach(found.headers()::add);

        Optional<DeadLetter> read = DeadLetterHeaders.read(found);

        read.ifPresent(letter -> {
            assertThat(letter.getValue().array()).isEqualTo(value);
            assertThat(letter.getHeaders())
                    .extracting(DeadLetterHeader::getKey)
                    .containsExactlyElementsOf(beforeOurs(headers));
            // what was read can be written again: to list it, to replay it
            assertThat(DeadLetterHeaders.toRecord(letter, "again").headers()).isNotEmpty();
        });
    }

    private static List<String> beforeOurs(List<RecordHeader> headers) {
        return headers.stream()
                .map(RecordHeader::key)
                .takeWhile(key -> !key.equals("bloomline.error.kind"))
                .toList();
    }

    /** Mostly all of ours with values that are right more often than not, in any order; some without a value. */
    @Provide
    Arbitrary<List<RecordHeader>> headers() {
        return Arbitraries.shuffle(NAMES).flatMap(names -> Combinators.combine(
                        names.stream().map(DeadLetterHeadersFuzzTest::header).toList())
                .as(each -> each));
    }

    private static Arbitrary<RecordHeader> header(String name) {
        Arbitrary<byte[]> right = Arbitraries.of(rightValues(name)).map(text -> text.getBytes(UTF_8));
        Arbitrary<byte[]> wrong = Arbitraries.oneOf(
                Arbitraries.of("", "-1", "99999999999999999999", "1e3", " 7 ", "\uD83C\uDF38", "ı")
                        .map(text -> text.getBytes(UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(12));
        return Arbitraries.frequencyOf(
                        Tuple.of(20, right), Tuple.of(1, wrong), Tuple.of(1, Arbitraries.just(new byte[0])))
                .injectNull(0.01)
                .map(value -> new RecordHeader(name, value));
    }

    private static List<String> rightValues(String name) {
        if (name.endsWith("kind")) {
            return List.of("unreadable", "rejected", "REJECTED");
        }
        return List.of("0", "7", Integer.toString(Integer.MAX_VALUE));
    }
}
