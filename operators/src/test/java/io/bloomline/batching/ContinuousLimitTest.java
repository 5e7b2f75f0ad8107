package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.InFlightLimit.Departure;
import io.bloomline.failure.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContinuousLimitTest {

    private static final Failure QUEUE_FULL = Failure.transientFailure("queue-full", "The queue is full.");

    @Test
    void letsRequestsGoUntilSoManyAreUnderWay() {
        InFlightLimit limit = InFlightLimit.continuous(3, 1_000);

        assertThat(limit.admits(2, true)).isTrue();
        assertThat(limit.admits(3, true)).isFalse();
    }

    @Test
    void letsRequestsGoUntilSoManyTokensAreUnderWay() {
        InFlightLimit limit = InFlightLimit.continuous(100, 1_000);
        Departure first = limit.sent(0, 600);
        assertThat(limit.admits(1, true)).isTrue();
        limit.sent(1, 600);
        assertThat(limit.admits(2, true)).isFalse();

        limit.ended(first);

        assertThat(limit.admits(1, true)).isTrue();
    }

    @Test
    void aRequestLargerThanAllThatMayBeGoesAlone() {
        InFlightLimit limit = InFlightLimit.continuous(100, 1_000);
        limit.ended(limit.sent(0, 5_000));

        assertThat(limit.admits(0, true)).isTrue();
    }

    @Test
    void doesNotMindThatRequestsTakeLongerTogetherThanAlone() {
        InFlightLimit limit = InFlightLimit.continuous(100, 1_000);

        for (int i = 0; i < 1_000; i++) {
            limit.answered(limit.sent(i % 100, 1), 50, 1);
        }

        assertThat(limit.limit()).isEqualTo(100);
    }

    @Test
    void givesWayOnceWhenManyAreRefusedForOverloadAndComesBackStepByStep() {
        InFlightLimit limit = InFlightLimit.continuous(100, 1_000);
        for (int i = 0; i < 50; i++) {
            limit.retrying(QUEUE_FULL, 1, Duration.ofMillis(1));
        }
        assertThat(limit.limit()).isEqualTo(75);

        for (int i = 0; i < 75; i++) {
            limit.answered(limit.sent(1, 1), 1, 1);
        }

        assertThat(limit.limit()).isEqualTo(76);
    }
}
