package io.bloomline.it.guarantee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ExactlyOnceTest {

    @Test
    void isContentWithOneOutcomeEach() {
        assertThat(ExactlyOnce.violations(List.of("a", "b"), List.of(record("a")), List.of(record("b"))))
                .isEmpty();
    }

    @Test
    void noticesALostOne() {
        assertThat(ExactlyOnce.violations(List.of("a", "b"), List.of(record("a")), List.of()))
                .containsExactly("lost: b");
    }

    @Test
    void noticesADoubledOne() {
        assertThat(ExactlyOnce.violations(List.of("a"), List.of(record("a")), List.of(record("a"))))
                .containsExactly("doubled: a has 2 outcomes");
    }

    @Test
    void noticesOneThatNeverWentIn() {
        assertThat(ExactlyOnce.violations(List.of("a"), List.of(record("a"), record("x")), List.of()))
                .containsExactly("out of nowhere: x");
    }

    private static ConsumerRecord<byte[], byte[]> record(String key) {
        return new ConsumerRecord<>("topic", 0, 0, key.getBytes(UTF_8), new byte[0]);
    }
}
