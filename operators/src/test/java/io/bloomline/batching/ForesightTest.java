package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** One server that works on a batch for 20 ms, with 3 ms on the way there and back together. */
class ForesightTest {

    private static final long WORK = 20_000_000;
    private static final long TRAVEL = 3_000_000;
    private static final double ALONE = WORK + TRAVEL;
    private static final Offset<Long> FIRST_REACH = within(100_000L);

    private final Foresight foresight = new Foresight();

    @Test
    void beginsWithSendingWhenTheAnswerIsDue() {
        foresight.sent(batch(0), ALONE, false, false);
        assertThat(foresight.nanosUntilSending(0)).isCloseTo(WORK + TRAVEL, FIRST_REACH);
    }

    @Test
    void learnsToSendWhileTheAnswerIsOnItsWay() {
        Batch current = batch(0);
        foresight.sent(current, ALONE, false, false);
        long done = WORK;
        long sent = 0;
        long idle = 0;
        for (int i = 0; i < 500; i++) {
            long answered = done + TRAVEL;
            long shortlyBefore = done - WORK / 2;
            sent = Math.min(answered, shortlyBefore + foresight.nanosUntilSending(shortlyBefore));
            current = exchange(current, answered, sent);
            idle = Math.max(0, sent - done);
            done = Math.max(sent, done) + WORK;
        }
        assertThat(idle).isLessThan(TRAVEL / 10);
        assertThat(done - WORK - sent).as("waits at the server").isLessThan(TRAVEL);
    }

    private Batch exchange(Batch current, long answered, long sent) {
        Batch next = batch(sent);
        foresight.sent(next, ALONE, true, true);
        foresight.ended(current, answered, true);
        return next;
    }

    @Test
    void foretellsNothingOfWhatWaitsAtTheServer() {
        Batch first = batch(0);
        foresight.sent(first, ALONE, false, false);
        foresight.sent(batch(0), ALONE, true, false);
        foresight.ended(first, WORK + TRAVEL, true);
        assertThat(foresight.nanosUntilSending(WORK + TRAVEL)).isCloseTo(WORK + TRAVEL, FIRST_REACH);

        Foresight other = new Foresight();
        other.sent(batch(0), ALONE, true, false);
        assertThat(other.nanosUntilSending(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aModelThatTakesLongerThanForetoldMayHaveTheNextAtOnce() {
        foresight.sent(batch(0), ALONE, false, false);
        assertThat(foresight.nanosUntilSending(WORK * 10)).isZero();
    }

    private static Batch batch(long sent) {
        InFlightLimit.Departure departure = new InFlightLimit.Departure(true, 1, 0, 0, 1);
        SentBatch told = new SentBatch(1, 1, 1, 0, new BatchCost(1, 1, 1, 0, 0), 2, 1, Long.MAX_VALUE);
        return new Batch(List.of(), told, sent, departure);
    }
}
