package io.bloomline.job.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.document.Sha256;
import io.bloomline.schema.Chunk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScorecardTest {

    private static final Concept SUNDAY = new Concept("weekday", "07");
    private static final Concept MONDAY = new Concept("weekday", "01");
    private static final World WORLD = new World(
            Map.of(
                    "en", language("English", "Sunday", "Monday"),
                    "fr", language("French", "dimanche", "lundi"),
                    "sw", language("Swahili", "Jumapili", "Jumatatu")),
            Set.of(new Direction("fr", "sw")));

    private final SampleDocument sunday = SampleDocument.of("sunday", "fr", Phrase.of(SUNDAY), WORLD);
    private final SampleDocument monday = SampleDocument.of("monday", "fr", Phrase.of(MONDAY), WORLD);
    private final SampleDocument german =
            SampleDocument.of("german", new SampleDocument.Content("Sonntag", "de", null));
    private final Exam exam = Exam.translate(List.of(sunday, monday, german), List.of("en", "fr", "sw"), WORLD);

    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final Refusal refusal =
            new Refusal("german", german.value(), "rejected", "unsupported-language", "not one of 3");

    ScorecardTest() {
        answer("sunday@en", "dimanche", "Sunday");
        answer("sunday@sw", "dimanche", "Jumapili");
        answer("monday@en", "lundi", "Monday");
        answer("monday@sw", "lundi", "Jumatatu");
    }

    @Test
    void allRightWhenEverythingCameOnceAndIsRight() {
        Scorecard card = score();

        assertThat(card.problems()).isEmpty();
        assertThat(card.documents()).isEqualTo(3);
        assertThat(card.answered()).isEqualTo(2);
        assertThat(card.refused()).isEqualTo(1);
        assertThat(card.results()).isEqualTo(4);
        assertThat(card.trained()).isEqualTo(new Scorecard.Share(2, 2));
        assertThat(card.untrained()).isEqualTo(new Scorecard.Share(2, 2));
    }

    @Test
    void noticesAWrongAnswer() {
        answer("monday@en", "lundi", "Sunday");

        assertThat(score().problems()).isEmpty();
        assertThat(score().trained()).isEqualTo(new Scorecard.Share(1, 2));
        assertThat(score().trained().value()).isEqualTo(0.5);
        assertThat(score().untrained()).isEqualTo(new Scorecard.Share(2, 2));
    }

    @Test
    void noticesAMissingResult() {
        answers.remove("monday@sw");

        assertThat(score().problems()).containsExactly("monday@sw: came 0 times instead of once");
        assertThat(score().answered()).isEqualTo(1);
    }

    @Test
    void noticesALostDocument() {
        answers.keySet().removeIf(key -> key.startsWith("monday"));

        assertThat(score().problems()).containsExactly("monday: no result and no dead letter");
    }

    @Test
    void noticesADoubledResult() {
        List<Answer> twice = new ArrayList<>(answers.values());
        twice.add(twice.get(0));

        assertThat(Scorecard.of(exam, twice, List.of(refusal)).problems())
                .containsExactly("sunday@en: came 2 times instead of once");
    }

    @Test
    void noticesSwappedResults() {
        answer("sunday@en", "lundi", "Monday");
        answer("monday@en", "dimanche", "Sunday");

        assertThat(score().problems())
                .containsExactly("sunday@en: made from another document", "monday@en: made from another document");
        assertThat(score().trained()).isEqualTo(new Scorecard.Share(0, 2));
    }

    @Test
    void noticesAResultAndADeadLetterOfOneDocument() {
        var refused = new Refusal("monday", monday.value(), "rejected", "too-many-tokens", "too long");

        assertThat(Scorecard.of(exam, List.copyOf(answers.values()), List.of(refusal, refused))
                        .problems())
                .containsExactly("monday: both results and a dead letter", "monday: refused with too-many-tokens");
    }

    @Test
    void noticesADeadLetterWithAnotherCauseOrOtherBytes() {
        assertThat(withRefusal(new Refusal("german", german.value(), "rejected", "empty-text", ""))
                        .problems())
                .containsExactly("german: refused with empty-text instead of unsupported-language");
        assertThat(withRefusal(new Refusal("german", new byte[1], "rejected", "unsupported-language", ""))
                        .problems())
                .containsExactly("german: the dead letter holds other bytes than went in");
    }

    @Test
    void noticesWhatNobodyAskedFor() {
        answer("monday@fr", "lundi", "lundi");
        answer("nobody@en", "", "");

        assertThat(score().problems())
                .containsExactly("monday@fr: nobody asked for it", "nobody: came out, and never went in");
    }

    @Test
    void noticesAMissingChunk() {
        var content = new SampleDocument.Content("long", "en", null);
        Exam chunked = Exam.embed(List.of(SampleDocument.of(SampleDocuments.TOO_LONG, content)));
        String hash = Sha256.hex("long".getBytes(UTF_8));
        var first = chunk(hash, new Chunk(0, 3, 0, 1));
        var second = chunk(hash, new Chunk(1, 3, 1, 3));
        var third = chunk(hash, new Chunk(2, 3, 3, 4));
        var late = chunk(hash, new Chunk(2, 3, 2, 4));

        assertThat(Scorecard.of(chunked, List.of(first, second, third), List.of())
                        .problems())
                .isEmpty();
        assertThat(Scorecard.of(chunked, List.of(first, third), List.of()).problems())
                .containsExactly("too-long#1: came 0 times instead of once");
        assertThat(Scorecard.of(chunked, List.of(first, second, late), List.of())
                        .problems())
                .containsExactly("too-long: its chunks leave something out, or say something twice");
    }

    private static Answer chunk(String hash, Chunk chunk) {
        return new Answer("too-long#" + chunk.getIndex(), "too-long", hash, chunk, List.of(), 1, "");
    }

    @Test
    void noticesWhenNoGateFindsAnythingInWhatIsBeyondTheModel() {
        var content = new SampleDocument.Content("Who knows?", "en", null);
        Exam doubted = Exam.translate(
                List.of(SampleDocument.of(SampleDocuments.BEYOND, content)), List.of("en", "fr", "sw"), WORLD);
        String hash = Sha256.hex("Who knows?".getBytes(UTF_8));
        var french = new Answer("beyond@fr", "beyond", hash, null, List.of("repetition"), 1, "");
        var praised = new Answer("beyond@fr", "beyond", hash, null, List.of(), 1, "");
        var swahili = new Answer("beyond@sw", "beyond", hash, null, List.of(), 1, "");

        assertThat(Scorecard.of(doubted, List.of(french, swahili), List.of()).problems())
                .isEmpty();
        assertThat(Scorecard.of(doubted, List.of(praised, swahili), List.of()).problems())
                .containsExactly("beyond: no quality gate has found anything in what was made of it");
    }

    @Test
    void theNearestIsOfAnotherLanguage() {
        var neighbours = Neighbours.nearest(List.of(
                new Neighbours.Point("dimanche", "fr", new float[] {1, 0}),
                new Neighbours.Point("lundi", "fr", new float[] {1, 0.1f}),
                new Neighbours.Point("Sunday", "en", new float[] {2, 1}),
                new Neighbours.Point("Monday", "en", new float[] {0, 3})));

        assertThat(neighbours.get("Monday"))
                .extracting(Neighbours.Neighbour::key)
                .isEqualTo("lundi");
        assertThat(neighbours.get("dimanche")).satisfies(nearest -> {
            assertThat(nearest.key()).isEqualTo("Sunday");
            assertThat(nearest.cosine()).isCloseTo(2 / Math.sqrt(5), Offset.offset(1e-6));
        });
    }

    private Scorecard score() {
        return withRefusal(refusal);
    }

    private Scorecard withRefusal(Refusal other) {
        return Scorecard.of(exam, List.copyOf(answers.values()), List.of(other));
    }

    private void answer(String key, String text, String said) {
        String id = key.split("@", 2)[0];
        answers.put(key, new Answer(key, id, Sha256.hex(text.getBytes(UTF_8)), null, List.of(), 5, said));
    }

    private static World.Language language(String name, String sunday, String monday) {
        return new World.Language(name, Map.of(SUNDAY, sunday, MONDAY, monday));
    }
}
