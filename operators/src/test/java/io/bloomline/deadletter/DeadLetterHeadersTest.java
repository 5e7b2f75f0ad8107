package io.bloomline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.document.SourceRecord;
import io.bloomline.failure.Failure;
import io.bloomline.schema.DeadLetter;
import io.bloomline.testing.SourceRecords;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterHeadersTest {

    private static final Failure FAILURE = Failure.rejected("too-long", "Too long by far");

    @Test
    void readsWhatItWrote() {
        DeadLetter letter = letter(SourceRecords.of("k", "value"), 2);
        assertThat(DeadLetterHeaders.read(found(DeadLetterHeaders.toRecord(letter, "dead"))))
                .contains(letter);
    }

    @Test
    void readsOneWithoutKeyAndValue() {
        DeadLetter letter = letter(SourceRecords.of(null, null), 0);
        assertThat(DeadLetterHeaders.read(found(DeadLetterHeaders.toRecord(letter, "dead"))))
                .contains(letter);
    }

    @Test
    void leavesTheHeadersToADeadLetterThatWasAnOriginalItself() {
        ConsumerRecord<byte[], byte[]> first =
                found(DeadLetterHeaders.toRecord(letter(SourceRecords.of("k", "value"), 2), "dead"));
        DeadLetter second = letter(source(first), 2);

        DeadLetter read = DeadLetterHeaders.read(found(DeadLetterHeaders.toRecord(second, "dead-again")))
                .orElseThrow();

        assertThat(read.getTopic()).isEqualTo("dead");
        assertThat(read).isEqualTo(second);
    }

    @Test
    void doesNotTakeWhatWasRedactedInAnOriginalForItsOwn() {
        DeadLetter withheld = letter(SourceRecords.of("k", null), 0);
        withheld.setRedacted(List.of("value"));
        ConsumerRecord<byte[], byte[]> first = found(DeadLetterHeaders.toRecord(withheld, "dead"));
        ConsumerRecord<byte[], byte[]> second = found(DeadLetterHeaders.toRecord(letter(source(first), 2), "again"));

        assertThat(DeadLetterHeaders.isWhole(first)).isFalse();
        assertThat(DeadLetterHeaders.read(first)).contains(withheld);
        assertThat(DeadLetterHeaders.isWhole(second)).isTrue();
        assertThat(DeadLetterHeaders.read(second).orElseThrow().getRedacted()).isEmpty();
    }

    @Test
    void takesNoOtherRecordForADeadLetter() {
        var other = new ProducerRecord<>("dead", "k".getBytes(UTF_8), "value".getBytes(UTF_8));
        assertThat(DeadLetterHeaders.read(found(other))).isEmpty();
        other.headers().add("bloomline.error.kind", "unheard-of".getBytes(UTF_8));
        assertThat(DeadLetterHeaders.read(found(other))).isEmpty();
    }

    private static DeadLetter letter(SourceRecord source, int attempts) {
        return DeadLetters.of(source, FAILURE, attempts).deadLetter();
    }

    private static ConsumerRecord<byte[], byte[]> found(ProducerRecord<byte[], byte[]> written) {
        var found = new ConsumerRecord<>(written.topic(), 0, 7, written.key(), written.value());
        written.headers().forEach(found.headers()::add);
        return found;
    }

    private static SourceRecord source(ConsumerRecord<byte[], byte[]> found) {
        List<io.bloomline.document.Header> headers = new ArrayList<>();
        found.headers().forEach(header -> headers.add(new io.bloomline.document.Header(header.key(), header.value())));
        return new SourceRecord(found.topic(), 0, 7, 1_700_000_000_000L, found.key(), found.value(), headers);
    }
}
