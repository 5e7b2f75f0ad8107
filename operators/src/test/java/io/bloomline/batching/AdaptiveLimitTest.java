package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.failure.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limit against servers whose queues are worked out by hand: all batches take 10 ms alone. */
class AdaptiveLimitTest {

    private static final double ALONE = 10;

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3", "4, 5", "7, 8", "20, 21"})
    void findsHowManyBatchesTheModelWorksOnAndKeepsOneMoreAtHand(int lanes, int expected) {
        InFlightLimit limit = InFlightLimit.adaptive(64, 1);

        saturate(limit, lanes, 2_000);

        assertThat(limit.limit()).isEqualTo(expected);
    }

    @Test
    void keepsOneAtHandForEachServer() {
        InFlightLimit limit = InFlightLimit.adaptive(64, 4);

        saturate(limit, 4, 2_000);

        assertThat(limit.limit()).isEqualTo(8);
        assertThat(limit.lanes()).isEqualTo(4);
    }

    @Test
    void neverGoesBeyondItsBound() {
        InFlightLimit limit = InFlightLimit.adaptive(3, 1);

        saturate(limit, 20, 500);

        assertThat(limit.limit()).isEqualTo(3);
    }

    @ParameterizedTest(name = "at most {0} batches, {1} servers, {2} worked on at once")
    @CsvSource({"2, 1, 2, 2", "4, 4, 4, 4", "2, 1, 1, 1"})
    void knowsThatAllAreWorkedOnWhereItsBoundIsReachedAndNoneWaits(int most, int servers, int lanes, int expected) {
        InFlightLimit limit = InFlightLimit.adaptive(most, servers);

        saturate(limit, lanes, 200);

        assertThat(limit.lanes()).isEqualTo(expected);
    }

    @Test
    void doesNotGrowWhileNobodyWaitsForIt() {
        InFlightLimit limit = InFlightLimit.adaptive(64, 1);

        for (int i = 0; i < 100; i++) {
            limit.answered(limit.sent(0, 1), ALONE, ALONE);
        }

        assertThat(limit.limit()).isEqualTo(1);
    }

    @Test
    void letsBatchesThatAreNotFullGoSideBySideOnlyWhereTheModelWorksOnSeveral() {
        InFlightLimit one = InFlightLimit.adaptive(64, 1);
        InFlightLimit four = InFlightLimit.adaptive(64, 1);

        play(one, 1, 400, false);
        play(four, 4, 400, false);

        assertThat(one.lanes()).isEqualTo(1);
        assertThat(four.lanes()).isBetween(4, 5);
    }

    @Test
    void followsAModelThatLosesInstances() {
        InFlightLimit limit = InFlightLimit.adaptive(64, 1);
        saturate(limit, 8, 2_000);

        saturate(limit, 2, 2_000);

        assertThat(limit.limit()).isEqualTo(3);
    }

    @Test
    void aBatchThatIsNotFullDoesNotQueueBehindAnother() {
        InFlightLimit limit = InFlightLimit.adaptive(64, 1);
        saturate(limit, 1, 100);

        assertThat(limit.admits(0, false)).isTrue();
        assertThat(limit.admits(1, false)).isFalse();
        assertThat(limit.admits(1, true)).isTrue();
        assertThat(limit.admits(2, true)).isFalse();
    }

    @Test
    void givesWayOnceWhenAllUnderWayAreRefusedForOverload() {
        InFlightLimit limit = InFlightLimit.adaptive(64, 1);
        saturate(limit, 11, 2_000);

        for (int i = 0; i < 12; i++) {
            limit.retrying(Failure.transientFailure("queue-full", "The queue is full."), 1, Duration.ofMillis(1));
        }

        assertThat(limit.limit()).isEqualTo(9);
    }

    @Test
    void learnsNothingFromBatchesThatWereSentAgain() {
        InFlightLimit limit = InFlightLimit.adaptive(64, 1);
        saturate(limit, 1, 100);
        Deque<InFlightLimit.Departure> departures = new ArrayDeque<>();
        for (int i = 0; i < 20; i++) {
            departures.add(limit.sent(1, 1));
        }

        limit.retrying(Failure.transientFailure("unavailable", "The server is away."), 1, Duration.ofSeconds(1));
        departures.forEach(departure -> limit.answered(departure, 6_000 * ALONE, ALONE));

        assertThat(limit.limit()).isEqualTo(2);
        assertThat(departures).noneMatch(limit::isUndisturbed);
    }

    @Test
    void nowAndThenLetsABatchGoThatNeedNotWait() {
        InFlightLimit limit = InFlightLimit.adaptive(64, 1);
        saturate(limit, 1, 100);
        int sent = 0;
        while (limit.admits(1, true) && sent < 10_000) {
            limit.sent(1, 1);
            sent++;
        }

        assertThat(sent).isLessThan(200);
        assertThat(limit.sent(0, 1).alone()).isTrue();
        assertThat(limit.admits(1, true)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3", "4, 5"})
    void forgetsHowSlowAProgramIsAtFirst(int lanes, int expected) {
        InFlightLimit limit = InFlightLimit.adaptive(64, 1);
        CostModel cost = new CostModel();
        Deque<InFlightLimit.Departure> underWay = new ArrayDeque<>();

        for (int i = 0; i < 5_000; i++) {
            while (limit.admits(underWay.size(), true)) {
                underWay.add(limit.sent(underWay.size(), 1));
            }
            double slow = 1 + 3 * Math.exp(-i / 50.0);
            double took = slow * ALONE * Math.max(1, (double) underWay.size() / lanes);
            InFlightLimit.Departure departure = underWay.remove();
            if (departure.alone()) {
                cost.learn(1_000, slow * ALONE * Math.max(1, (double) departure.inFlight() / lanes));
            }
            limit.answered(departure, took, cost.nanos(1_000));
        }

        assertThat(limit.limit()).isEqualTo(expected);
    }

    /** As many batches as may be, always: with more than the lanes under way, each takes as much longer. */
    private static void saturate(InFlightLimit limit, int lanes, int batches) {
        play(limit, lanes, batches, true);
    }

    private static void play(InFlightLimit limit, int lanes, int batches, boolean full) {
        Deque<InFlightLimit.Departure> underWay = new ArrayDeque<>();
        for (int i = 0; i < batches; i++) {
            while (limit.admits(underWay.size(), full)) {
                underWay.add(limit.sent(underWay.size(), 1));
            }
            double took = ALONE * Math.max(1, (double) underWay.size() / lanes);
            limit.answered(underWay.remove(), took, ALONE);
        }
    }
}
