package io.bloomline.job.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class ReplayProgressTest {

    @Test
    void startsWithNothingDone() {
        assertThat(ReplayProgress.of(null).covers("too-long", 0)).isFalse();
        assertThat(ReplayProgress.of(new OffsetAndMetadata(0))).isEqualTo(ReplayProgress.NONE);
    }

    @Test
    void coversWhatWasReplayedOfAllCauses() {
        ReplayProgress progress = ReplayProgress.NONE.advanced(null, 10);
        assertThat(progress.covers("too-long", 9)).isTrue();
        assertThat(progress.covers("too-long", 10)).isFalse();
    }

    @Test
    void coversOneCauseFurtherThanTheOthers() {
        ReplayProgress progress = ReplayProgress.NONE.advanced(null, 10).advanced("too-long", 20);
        assertThat(progress.covers("too-long", 19)).isTrue();
        assertThat(progress.covers("too-long", 20)).isFalse();
        assertThat(progress.covers("no-json", 10)).isFalse();
        assertThat(progress.next("too-long")).isEqualTo(20);
        assertThat(progress.next("no-json")).isEqualTo(10);
        assertThat(progress.next(null)).isEqualTo(10);
    }

    @Test
    void forgetsACauseThatTheOthersHaveCaughtUpWith() {
        ReplayProgress progress = ReplayProgress.NONE
                .advanced("too-long", 20)
                .advanced("no-json", 40)
                .advanced(null, 30);
        assertThat(progress).isEqualTo(new ReplayProgress(30, Map.of("no-json", 40L)));
    }

    @Test
    void isCommittedAndReadAgain() {
        ReplayProgress progress =
                ReplayProgress.NONE.advanced("too-long", 20).advanced("a=b", 30).advanced(null, 7);
        assertThat(ReplayProgress.of(progress.toCommit())).isEqualTo(progress);
    }

    @Test
    void beginsAnewInATopicThatWasMadeAnew() {
        ReplayProgress progress = ReplayProgress.NONE.advanced(null, 5).advanced("too-long", 20);
        assertThat(progress.within(20)).isEqualTo(progress);
        assertThat(progress.within(19)).isEqualTo(ReplayProgress.NONE);
    }
}
