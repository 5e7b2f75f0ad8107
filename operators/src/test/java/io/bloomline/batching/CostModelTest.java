package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CostModelTest {

    private static final double MILLIS = 1e6;
    private static final double MICROS = 1e3;

    private final CostModel cost = new CostModel();
    private final Random random = new Random(1);

    @Test
    void foretellsNothingBeforeItHasSeenABatch() {
        assertThat(cost.isKnown()).isFalse();
        assertThat(cost.fixedTokens()).isPositive();
    }

    @Test
    void findsTheFixedCostAndThatOfATokenFromBatchesOfDifferentSizes() {
        learn(50, 5 * MILLIS, 2 * MICROS, 0);

        assertThat(cost.fixedTokens()).isCloseTo(2_500, Percentage.withPercentage(1));
        assertThat(cost.nanos(10_000)).isCloseTo(25 * MILLIS, Percentage.withPercentage(1));
    }

    @Test
    void isNotMisledByNoise() {
        learn(200, 5 * MILLIS, 2 * MICROS, 0.05);

        assertThat(cost.nanos(10_000)).isCloseTo(25 * MILLIS, Percentage.withPercentage(5));
    }

    @Test
    void foretellsTheTimeOfBatchesThatAreAllAlike() {
        for (int i = 0; i < 20; i++) {
            cost.learn(1_000, 7 * MILLIS);
        }

        assertThat(cost.nanos(1_000)).isCloseTo(7 * MILLIS, Percentage.withPercentage(0.1));
    }

    @Test
    void forgetsHowSlowAProgramIsAtFirst() {
        for (int i = 0; i < 4; i++) {
            cost.learn(500, 300 * MILLIS);
        }

        learn(12, 5 * MILLIS, 2 * MICROS, 0);

        assertThat(cost.nanos(10_000)).isCloseTo(25 * MILLIS, Percentage.withPercentage(20));
    }

    @Test
    void followsAModelThatBecomesSlower() {
        learn(50, 5 * MILLIS, 2 * MICROS, 0);

        learn(50, 15 * MILLIS, 6 * MICROS, 0);

        assertThat(cost.nanos(10_000)).isCloseTo(75 * MILLIS, Percentage.withPercentage(5));
    }

    @Test
    void aPauseOfTheProcessIsNotTakenForTheModel() {
        learn(50, 5 * MILLIS, 2 * MICROS, 0);

        cost.learn(10_000, 5_000 * MILLIS);

        assertThat(cost.nanos(10_000)).isLessThan(40 * MILLIS);
    }

    @Test
    void neverFindsANegativeCost() {
        cost.learn(1_000, 9 * MILLIS);
        cost.learn(2_000, 5 * MILLIS);
        cost.learn(4_000, 3 * MILLIS);

        assertThat(cost.fixedTokens()).isNotNegative().isFinite();
        assertThat(cost.nanos(4_000)).isPositive();
    }

    @Test
    void knowsAModelWithoutFixedCost() {
        learn(50, 0, 2 * MICROS, 0);

        assertThat(cost.fixedTokens()).isCloseTo(0, within(1.0));
    }

    private void learn(int batches, double fixed, double perToken, double noise) {
        for (int i = 0; i < batches; i++) {
            int padded = 64 * (1 + random.nextInt(1_024));
            cost.learn(padded, (fixed + perToken * padded) * (1 + noise * random.nextGaussian()));
        }
    }
}
