package io.bloomline.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUntilTheCap() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

        assertThat(new Duration[] {
                    backoff.longest(1), backoff.longest(2), backoff.longest(3), backoff.longest(4), backoff.longest(5)
                })
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800),
                        Duration.ofSeconds(1));
    }

    @Property
    void staysBetweenNothingAndTheCapHoweverManyAttempts(
            @ForAll @LongRange(min = 1, max = 10_000) long firstMillis,
            @ForAll @LongRange(min = 10_000, max = 86_400_000) long capMillis,
            @ForAll @IntRange(min = 1) int attempts,
            @ForAll long seed) {
        Backoff backoff = new Backoff(Duration.ofMillis(firstMillis), Duration.ofMillis(capMillis));

        assertThat(backoff.longest(attempts)).isBetween(backoff.first(), backoff.cap());
        assertThat(backoff.pause(attempts, new Random(seed))).isBetween(Duration.ZERO, backoff.longest(attempts));
    }

    @Test
    void refusesAnEmptyFirstPauseAndACapBelowIt() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("above zero");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("at least first");
    }
}
