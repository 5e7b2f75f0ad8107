package io.bloomline.it.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.guarantee.BoundedRepetition.Asked;
import io.bloomline.it.guarantee.BoundedRepetition.Bounds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The oracle of the fault tests notices each way in which a job could be wrong. */
class VersionsTest {

    private static final Version FIRST = new Version("a", 0);
    private static final Version SECOND = new Version("a", 1);
    private static final Version OTHER = new Version("b", 0);
    private static final Version UNREADABLE = new Version("c", 0);
    private static final Map<Version, String> ANSWERS =
            Map.of(FIRST, "one", SECOND, "two", OTHER, "other", UNREADABLE, Seen.DEAD_LETTER);

    @Test
    void isContentWhenEachHasItsOwnOutcomeInItsOrder() {
        List<Seen> outcomes = List.of(seen(OTHER), seen(FIRST), seen(UNREADABLE), seen(SECOND));
        assertThat(ExactlyOnce.violations(ANSWERS, outcomes)).isEmpty();
        assertThat(OrderPerKey.violations(outcomes)).isEmpty();
    }

    @Test
    void noticesALostResult() {
        assertThat(violations(seen(FIRST), seen(OTHER), seen(UNREADABLE))).containsExactly("lost: a version 1");
    }

    @Test
    void noticesADoubledResult() {
        assertThat(violations(seen(FIRST), seen(SECOND), seen(OTHER), seen(OTHER), seen(UNREADABLE)))
                .containsExactly("doubled: b version 0 has 2 outcomes");
    }

    @Test
    void noticesSwappedAnswers() {
        assertThat(violations(answered(FIRST, "other"), seen(SECOND), answered(OTHER, "one"), seen(UNREADABLE)))
                .containsExactly("not its own answer: a version 0", "not its own answer: b version 0");
    }

    @Test
    void noticesReorderedVersions() {
        assertThat(OrderPerKey.violations(List.of(seen(SECOND), seen(FIRST), seen(OTHER), seen(UNREADABLE))))
                .containsExactly("out of order: a version 0 after version 1");
    }

    @Test
    void noticesADeadLetterOfADocumentThatHasAnAnswer() {
        assertThat(violations(seen(FIRST), seen(SECOND), answered(OTHER, Seen.DEAD_LETTER), seen(UNREADABLE)))
                .containsExactly("not its own answer: b version 0");
    }

    @Test
    void noticesAResultOfADocumentThatNeverWentIn() {
        assertThat(violations(
                        seen(FIRST), seen(SECOND), seen(OTHER), seen(UNREADABLE), answered(new Version("x", 0), "?")))
                .containsExactly("out of nowhere: x version 0");
    }

    @Test
    void allowsAnInterruptionToRepeatWhatWasUnderWay() {
        assertThat(BoundedRepetition.violations(
                        List.of(asked(FIRST, 1), asked(OTHER, 1), asked(FIRST, 5)),
                        List.of(seen(FIRST), seen(OTHER)),
                        new Bounds(1, 0, 1, 0)))
                .isEmpty();
    }

    @Test
    void noticesMoreRepetitionThanWasUnderWay() {
        assertThat(BoundedRepetition.violations(
                        List.of(asked(FIRST, 1), asked(OTHER, 1), asked(FIRST, 5), asked(OTHER, 5)),
                        List.of(seen(FIRST), seen(OTHER)),
                        new Bounds(1, 0, 1, 0)))
                .containsExactly("asked again for 2 documents, where at most 1 were under way at 1 interruptions");
    }

    @Test
    void noticesADocumentThatIsAskedForMoreOftenThanAnythingHappened() {
        assertThat(BoundedRepetition.violations(
                        List.of(asked(FIRST, 1), asked(FIRST, 2), asked(FIRST, 3)),
                        List.of(seen(FIRST)),
                        new Bounds(1, 0, 100, 0)))
                .containsExactly("asked 3 times at 1 interruptions: a version 0");
    }

    @Test
    void noticesWorkThatIsRepeatedThoughAReaderHasSeenItsResult() {
        assertThat(BoundedRepetition.violations(
                        List.of(asked(FIRST, 1), asked(FIRST, 12)), List.of(seen(FIRST)), new Bounds(1, 0, 100, 0)))
                .containsExactly("asked again 2 ms after a reader saw its answer: a version 0");
    }

    @Test
    void allowsAStragglerToAskForWhatItHadUnderWay() {
        assertThat(BoundedRepetition.violations(
                        List.of(asked(FIRST, 1), asked(FIRST, 12)), List.of(seen(FIRST)), new Bounds(1, 1, 1, 0)))
                .isEmpty();
    }

    @Test
    void allowsAWitnessToBeAskedAgain() {
        List<Asked> asked = List.of(asked(FIRST, 1), asked(OTHER, 1), asked(FIRST, 12));
        List<Seen> outcomes = List.of(seen(FIRST), seen(OTHER));
        assertThat(BoundedRepetition.violations(asked, outcomes, new Bounds(1, 0, 1, 1)))
                .isEmpty();
        assertThat(BoundedRepetition.violations(asked, outcomes, new Bounds(1, 0, 1, 0)))
                .containsExactly("asked again 2 ms after a reader saw its answer: a version 0");
    }

    @Test
    void noticesAStragglerThatGoesOnAsking() {
        assertThat(BoundedRepetition.violations(
                        List.of(asked(FIRST, 1), asked(OTHER, 1), asked(FIRST, 12), asked(OTHER, 13)),
                        List.of(seen(FIRST), seen(OTHER)),
                        new Bounds(2, 1, 1, 0)))
                .containsExactly(
                        "asked again 2 ms after a reader saw its answer: a version 0",
                        "asked again 3 ms after a reader saw its answer: b version 0");
    }

    private static List<String> violations(Seen... outcomes) {
        return ExactlyOnce.violations(ANSWERS, List.of(outcomes));
    }

    private static Seen seen(Version version) {
        return answered(version, ANSWERS.getOrDefault(version, "?"));
    }

    private static Seen answered(Version version, String answer) {
        return new Seen(version, answer, 10);
    }

    private static Asked asked(Version version, long millis) {
        return new Asked(version, millis);
    }
}
