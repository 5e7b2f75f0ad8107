package io.bloomline.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.BatchObserver;
import io.bloomline.document.DocumentLimits;
import io.bloomline.document.Outcome;
import io.bloomline.governance.GovernancePolicy;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.ModelProvider;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.preparation.Task;
import io.bloomline.quality.QualityPolicy;
import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.testing.EchoModel;
import io.bloomline.testing.SourceRecords;
import io.bloomline.testing.StandInTokenizer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each limit refuses the first that is beyond it, by name, and lets the last pass that is not. */
class LimitsTest {

    private static final Task EMBED = new Task.Embed(10);
    private static final Task TRANSLATE = new Task.Translate(List.of("fr", "sw"), 20);
    private static final String HUNDRED = "a".repeat(100);

    @Test
    void bytesOfTheRecord() {
        String value = json(HUNDRED);
        int size = value.getBytes(UTF_8).length;

        assertThat(outcomes(EMBED, limits(size, 9, 999, 99, 999), value)).hasSizeGreaterThan(1);
        DeadLetter letter = refused(EMBED, limits(size - 1, 9, 999, 99, 999), value);
        assertThat(letter.getCode()).isEqualTo("too-many-bytes");
        assertThat(letter.getMessage())
                .startsWith("The record's value has " + size + " bytes; limits.max-bytes is " + (size - 1) + " (topic");
        assertThat(letter.getAttempts()).isZero();
    }

    @Test
    void depthOfJson() {
        String value = "{\"text\":\"a\",\"ignored\":[[]]}";

        assertThat(outcomes(EMBED, limits(999, 3, 999, 99, 999), value)).hasSize(1);
        DeadLetter letter = refused(EMBED, limits(999, 2, 999, 99, 999), value);
        assertThat(letter.getCode()).isEqualTo("too-deep");
        assertThat(letter.getMessage())
                .startsWith("The JSON is nested 3 levels deep, or more, at line 1, column ")
                .contains("; limits.max-depth is 2. (topic");
    }

    @Test
    void tokensOfTheText() {
        assertThat(outcomes(EMBED, limits(999, 9, 100, 99, 999), json(HUNDRED))).hasSizeGreaterThan(1);
        DeadLetter letter = refused(EMBED, limits(999, 9, 99, 99, 999), json(HUNDRED));
        assertThat(letter.getCode()).isEqualTo("too-many-tokens");
        assertThat(letter.getMessage())
                .startsWith("The document's text has 100 tokens; limits.max-tokens is 99 (topic");
    }

    @Test
    void tokensThatAreOnlyEstimatedRefuseNobody() {
        ModelProvider uncounted = () -> {
            Model echo = new EchoModel(Output.VECTOR, 200).open();
            return new Model(echo.description(), new StandInTokenizer(), echo.client());
        };

        assertThat(outcomes(EMBED, limits(999, 9, 1, 99, 999), json(HUNDRED), uncounted))
                .allMatch(Outcome.Result.class::isInstance);
    }

    @Test
    void segmentsOfAllLanguagesTogether() {
        assertThat(outcomes(TRANSLATE, limits(999, 9, 999, 2, 999), json("Monday")))
                .hasSize(2);
        DeadLetter letter = refused(TRANSLATE, limits(999, 9, 999, 1, 999), json("Monday"));
        assertThat(letter.getCode()).isEqualTo("too-many-segments");
        assertThat(letter.getMessage())
                .startsWith("The document takes 2 requests to the model; limits.max-segments is 1 (topic");
    }

    @Test
    void tokensToBeWrittenOfAllAnswersTogether() {
        assertThat(outcomes(TRANSLATE, limits(999, 9, 999, 9, 40), json("Monday")))
                .hasSize(2);
        DeadLetter letter = refused(TRANSLATE, limits(999, 9, 999, 9, 39), json("Monday"));
        assertThat(letter.getCode()).isEqualTo("too-many-output-tokens");
        assertThat(letter.getMessage())
                .startsWith("The document's answers may take 40 tokens in all; limits.max-output-tokens is 39 (topic");
    }

    @Test
    void laterRoundsCountAsWell() {
        Task combined = new Task.Generate("{text}", GenerationParameters.greedy(50), "Join {text}");
        String fiveParts = json("A sentence. ".repeat(50));

        DeadLetter letter = refused(combined, limits(999, 9, 999, 5, 999), fiveParts, new BriefModel());
        assertThat(letter.getCode()).isEqualTo("too-many-segments");
        assertThat(letter.getMessage()).startsWith("The document takes 6 requests");
        assertThat(outcomes(combined, limits(999, 9, 999, 6, 999), fiveParts, new BriefModel()))
                .allMatch(Outcome.Result.class::isInstance);
    }

    private static DocumentLimits limits(int bytes, int depth, int tokens, int segments, int outputTokens) {
        return new DocumentLimits(bytes, depth, tokens, segments, outputTokens);
    }

    private static String json(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    private static DeadLetter refused(Task task, DocumentLimits limits, String value) {
        return refused(task, limits, value, echo(task));
    }

    private static DeadLetter refused(Task task, DocumentLimits limits, String value, ModelProvider model) {
        List<Outcome> outcomes = outcomes(task, limits, value, model);
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcomes.get(0)).deadLetter();
    }

    private static List<Outcome> outcomes(Task task, DocumentLimits limits, String value) {
        return outcomes(task, limits, value, echo(task));
    }

    private static List<Outcome> outcomes(Task task, DocumentLimits limits, String value, ModelProvider model) {
        InferenceSettings settings = new InferenceSettings(
                DocumentFormat.JSON,
                task,
                limits,
                LanguagePolicy.DEFAULT,
                QualityPolicy.DEFAULT,
                GovernancePolicy.NONE,
                model,
                new BatchLimits(8, 1000, Duration.ZERO, 2),
                100);
        try (DocumentPipeline pipeline = DocumentPipeline.open(settings, BatchObserver.NONE, AttemptObserver.NONE)) {
            return pipeline.process(SourceRecords.of("k", value)).join().outcomes();
        }
    }

    private static ModelProvider echo(Task task) {
        return new EchoModel(task instanceof Task.Embed ? Output.VECTOR : Output.TEXT, 200);
    }
}
