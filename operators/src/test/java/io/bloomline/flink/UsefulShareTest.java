package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomline.batching.BatchCost;
import io.bloomline.batching.SentBatch;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsefulShareTest {

    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final BatchCost COST = new BatchCost(60, 80, 100, 0, 0);

    private final VirtualTime time = new VirtualTime();
    private final UsefulShare useful = new UsefulShare(time);

    @BeforeEach
    void aFullWindow() {
        time.advance(Duration.ofMinutes(2));
    }

    @Test
    void saysThatTheModelIsIdleAndNothingWastedWhileNothingIsAsked() {
        assertThat(useful.busy()).isZero();
        assertThat(useful.padding()).isEqualTo(1);
        assertThat(useful.fill()).isEqualTo(1);
        assertThat(useful.good()).isEqualTo(1);
        assertThat(useful.product()).isZero();
    }

    @Test
    void isZeroAtTheVeryStart() {
        assertThat(new UsefulShare(time).product()).isZero();
    }

    @Test
    void tellsPaddingFromTheFixedCostThatFewShare() {
        answer(Duration.ofSeconds(1), COST);
        answer(Duration.ofSeconds(1), new BatchCost(40, 40, 60, 0, 0));

        assertThat(useful.padding()).isCloseTo(120.0 / 160, EXACTLY);
        assertThat(useful.fill()).isCloseTo(100.0 / 120, EXACTLY);
    }

    @Test
    void takesTheCostOfAnsweredBatchesOnly() {
        answer(Duration.ofSeconds(1), COST);
        begin(1);
        time.advance(Duration.ofSeconds(1));
        useful.attemptEnds(Duration.ofSeconds(1).toNanos(), false);
        useful.batchEnds(batch(1, new BatchCost(1, 1_000, 100_000, 0, 0)), false);

        assertThat(useful.padding()).isCloseTo(0.8, EXACTLY);
        assertThat(useful.fill()).isCloseTo(0.75, EXACTLY);
    }

    @Test
    void isBusyForTheShareOfTimeThatLanesAreInUse() {
        begin(2);
        time.advance(Duration.ofSeconds(15));
        begin(2);
        time.advance(Duration.ofSeconds(15));
        end(true);
        end(true);
        time.advance(Duration.ofSeconds(29));

        assertThat(useful.busy()).isCloseTo((0.5 * 15 + 15) / 59, EXACTLY);
    }

    @Test
    void isNoBusierForBatchesThatOnlyWaitAtTheServer() {
        begin(1);
        begin(1);
        begin(1);
        time.advance(Duration.ofMinutes(1));

        assertThat(useful.busy()).isCloseTo(1, EXACTLY);
    }

    @Test
    void isGoodForTheShareOfTimeSpentOnAttemptsThatWereAnswered() {
        answer(Duration.ofSeconds(3), COST);
        begin(1);
        time.advance(Duration.ofSeconds(1));
        useful.attemptEnds(Duration.ofSeconds(1).toNanos(), false);
        useful.batchEnds(batch(1, COST), false);

        assertThat(useful.good()).isCloseTo(3.0 / 4, EXACTLY);
    }

    @Test
    void losesTheTimeOfRetriesAndOfThePausesBeforeThem() {
        begin(1);
        time.advance(Duration.ofSeconds(2));
        useful.attemptEnds(Duration.ofSeconds(2).toNanos(), false);
        time.advance(Duration.ofSeconds(5));
        useful.attemptBegins();
        time.advance(Duration.ofSeconds(3));
        end(Duration.ofSeconds(3), true);

        assertThat(useful.good()).isCloseTo(3.0 / 10, EXACTLY);
    }

    @Test
    void losesThePauseWhileItLasts() {
        answer(Duration.ofSeconds(6), COST);
        begin(1);
        useful.attemptEnds(0, false);
        time.advance(Duration.ofSeconds(18));

        assertThat(useful.good()).isCloseTo(6.0 / 24, EXACTLY);
    }

    @Test
    void wastesNothingUntilTheFirstAttemptEnds() {
        UsefulShare atStart = new UsefulShare(time);
        atStart.batchBegins(batch(1, COST));
        atStart.attemptBegins();
        time.advance(Duration.ofSeconds(5));

        assertThat(atStart.good()).isEqualTo(1);
    }

    @Test
    void wastesNothingUntilTheFirstAttemptAfterIdleMinutesEnds() {
        begin(1);
        time.advance(Duration.ofSeconds(5));
        end(Duration.ofSeconds(5), true);
        time.advance(Duration.ofMinutes(10));
        begin(1);
        time.advance(Duration.ofSeconds(5));

        assertThat(useful.good()).isEqualTo(1);
    }

    @Test
    void isNotGoodWhileTheModelOwesAnAnswerForAMinute() {
        begin(1);
        time.advance(Duration.ofMinutes(1));

        assertThat(useful.good()).isZero();
        assertThat(useful.product()).isZero();
    }

    @Test
    void forgetsAnOutageAMinuteAfterIt() {
        begin(1);
        useful.attemptEnds(0, false);
        time.advance(Duration.ofMinutes(10));
        useful.attemptBegins();
        end(Duration.ZERO, true);
        assertThat(useful.good()).isZero();

        time.advance(Duration.ofMinutes(1));
        answer(Duration.ofMillis(10), COST);

        assertThat(useful.good()).isCloseTo(1, EXACTLY);
    }

    @Test
    void isTheProductOfItsParts() {
        answer(Duration.ofSeconds(20), COST);
        begin(1);
        time.advance(Duration.ofSeconds(10));
        useful.attemptEnds(Duration.ofSeconds(10).toNanos(), false);
        useful.batchEnds(batch(1, COST), false);
        time.advance(Duration.ofSeconds(29));

        assertThat(useful.product()).isCloseTo(0.8 * 0.75 * (30.0 / 59) * (20.0 / 30), EXACTLY);
    }

    @Test
    void isBusyWithTokensWhereThoseBindFirst() {
        useful.batchBegins(continuous(600));
        time.advance(Duration.ofSeconds(20));
        useful.batchBegins(continuous(900));
        time.advance(Duration.ofSeconds(20));
        useful.batchEnds(continuous(600), true);
        useful.batchEnds(continuous(900), true);
        time.advance(Duration.ofSeconds(19));

        assertThat(useful.busy()).isCloseTo((0.6 * 20 + 20) / 59, EXACTLY);
    }

    /** One of up to 100 requests of together up to 1,000 tokens. */
    private static SentBatch continuous(int tokens) {
        return new SentBatch(1, tokens, tokens, 0, COST, 100, 100, 1_000);
    }

    private static SentBatch batch(int lanes, BatchCost cost) {
        return new SentBatch(2, 80, 50, 0, cost, lanes + 1, lanes, Long.MAX_VALUE);
    }

    private void begin(int lanes) {
        useful.batchBegins(batch(lanes, COST));
        useful.attemptBegins();
    }

    private void end(boolean answered) {
        end(Duration.ZERO, answered);
    }

    private void end(Duration took, boolean answered) {
        useful.attemptEnds(took.toNanos(), answered);
        useful.batchEnds(batch(1, COST), answered);
    }

    private void answer(Duration took, BatchCost cost) {
        begin(1);
        time.advance(took);
        useful.attemptEnds(took.toNanos(), true);
        useful.batchEnds(batch(1, cost), true);
    }
}
