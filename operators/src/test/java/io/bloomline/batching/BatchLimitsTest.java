package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchLimitsTest {

    private static final Duration DELAY = Duration.ofMillis(20);

    @Test
    void namesWhatIsOutOfRange() {
        assertThatThrownBy(() -> new BatchLimits(0, 1, DELAY, 1)).hasMessage("maxItems is 0; it must be at least 1");
        assertThatThrownBy(() -> new BatchLimits(1, 0, DELAY, 1)).hasMessage("maxTokens is 0; it must be at least 1");
        assertThatThrownBy(() -> new BatchLimits(1, 1, DELAY, 0)).hasMessage("maxInFlight is 0; it must be at least 1");
        assertThatThrownBy(() -> new BatchLimits(1, 1, DELAY.negated(), 1))
                .hasMessageContaining("maxDelay is PT-0.02S");
    }

    @Test
    void aSmallerServerLowersTheItemsAndNothingElse() {
        BatchLimits limits = new BatchLimits(64, 4096, DELAY, 2);

        assertThat(limits.withItemsAtMost(16)).isEqualTo(new BatchLimits(16, 4096, DELAY, 2));
        assertThat(limits.withItemsAtMost(128)).isEqualTo(limits);
    }
}
