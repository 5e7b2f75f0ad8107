package io.bloomline.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.BatchObserver;
import io.bloomline.document.DocumentLimits;
import io.bloomline.document.Outcome;
import io.bloomline.document.Sha256;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.FailureException;
import io.bloomline.governance.AttributeRule;
import io.bloomline.governance.GovernancePolicy;
import io.bloomline.governance.PersonalData;
import io.bloomline.governance.RedactionPolicy;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.ModelProvider;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.preparation.Task;
import io.bloomline.quality.QualityPolicy;
import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.DeadLetterKind;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.Generation;
import io.bloomline.schema.Translation;
import io.bloomline.testing.EchoModel;
import io.bloomline.testing.SourceRecords;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DocumentPipelineTest {

    private static final Task EMBED = new Task.Embed(10);
    private static final Task TRANSLATE = new Task.Translate(List.of("fr", "sw"), 20);
    private static final Task COMBINED = new Task.Generate("{text}", GenerationParameters.greedy(50), "Join {text}");
    private static final SourceRecord LONG = SourceRecords.of("k", "{\"text\":\"" + "A sentence. ".repeat(50) + "\"}");
    private static final Task GENERATE = new Task.Generate("On {text}:", GenerationParameters.greedy(5));

    private static final GovernancePolicy REDACTING =
            new GovernancePolicy(new RedactionPolicy(Set.of(PersonalData.EMAIL), true), null, null);

    @Test
    void givesEachTranslationItsOwnKey() {
        List<Outcome> outcomes = outcomes(TRANSLATE, SourceRecords.of("k", "{\"id\":\"d\",\"text\":\"Monday\"}"));
        assertThat(outcomes).extracting(DocumentPipelineTest::key).containsExactly("k@fr", "k@sw");
        assertThat(outcomes)
                .extracting(outcome -> ((Translation) body(outcome)).getText())
                .containsExactly(
                        "Translate to French: Monday. Translation:", "Translate to Swahili: Monday. Translation:");
    }

    @Test
    void givesEachChunkItsOwnKeyAndPlace() {
        List<Outcome> outcomes = outcomes(EMBED, SourceRecords.of("k", "{\"text\":\"Monday and Tuesday\"}"));
        assertThat(outcomes).hasSizeGreaterThan(1);
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(key(outcomes.get(i))).isEqualTo("k#" + i);
            Embedding embedding = (Embedding) body(outcomes.get(i));
            assertThat(embedding.getChunk().getIndex()).isEqualTo(i);
            assertThat(embedding.getChunk().getCount()).isEqualTo(outcomes.size());
        }
    }

    @Test
    void takesTheIdAsKeyWhereThereIsNoKeyAndTheKeyAsIdWhereThereIsNoId() {
        Outcome byId = outcomes(GENERATE, SourceRecords.of(null, "{\"id\":\"d\",\"text\":\"x\"}"))
                .get(0);
        assertThat(key(byId)).isEqualTo("d");
        Outcome byKey =
                outcomes(GENERATE, SourceRecords.of("k", "{\"text\":\"x\"}")).get(0);
        assertThat(((Generation) body(byKey)).getId()).isEqualTo("k");
    }

    @Test
    void carriesHeadersTimestampAndAttributesOver() {
        SourceRecord source = SourceRecords.of("k", "{\"text\":\"x\",\"attributes\":{\"a\":\"b\"}}");
        Outcome.Result result = (Outcome.Result) outcomes(GENERATE, source).get(0);
        assertThat(result.headers()).isEqualTo(source.headers());
        assertThat(result.timestamp()).isEqualTo(source.timestamp());
        assertThat(((Generation) result.body()).getAttributes()).containsEntry("a", "b");
    }

    @Test
    void passesATombstoneOnToEveryKeyOfItsResults() {
        assertThat(outcomes(TRANSLATE, SourceRecords.of("k", null)))
                .allMatch(Outcome.Tombstone.class::isInstance)
                .extracting(DocumentPipelineTest::key)
                .containsExactly("k@fr", "k@sw");
    }

    @Test
    void givesUnreadableBytesBackUnchanged() {
        SourceRecord source = SourceRecords.of("k", "[1, 2]");
        DeadLetter letter = deadLetter(EMBED, source);
        assertThat(letter.getKind()).isEqualTo(DeadLetterKind.UNREADABLE);
        assertThat(letter.getAttempts()).isZero();
        assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap("[1, 2]".getBytes(UTF_8)));
        assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap("k".getBytes(UTF_8)));
        assertThat(letter.getHeaders()).hasSize(2);
        assertThat(letter.getMessage()).endsWith("(topic docs, partition 3, offset 918)");
    }

    @Test
    void makesADeadLetterOfADocumentWithNeitherIdNorKey() {
        assertThat(deadLetter(EMBED, SourceRecords.of(null, "{\"text\":\"x\"}")).getCode())
                .isEqualTo("missing-id");
    }

    @Test
    void makesOneDeadLetterOfADocumentThatTheModelRejects() {
        DeadLetter letter = deadLetter(TRANSLATE, SourceRecords.of("k", "{\"text\":\"poison\"}"));
        assertThat(letter.getKind()).isEqualTo(DeadLetterKind.REJECTED);
        assertThat(letter.getCode()).isEqualTo("poison");
        assertThat(letter.getAttempts()).isEqualTo(1);
    }

    @Test
    void makesADeadLetterWithoutItsTextOfADocumentThatNobodyWasReadyFor() {
        DeadLetter letter = deadLetter(EMBED, SourceRecords.of("k", "{\"text\":\"crash\"}"));
        assertThat(letter.getCode()).isEqualTo("unexpected-exception");
        assertThat(letter.getMessage())
                .contains("IllegalStateException at io.bloomline.testing.EchoModel.tokens")
                .doesNotContain("crash");
    }

    @Test
    void blamesNoDocumentForAMisconfiguredModel() {
        try (DocumentPipeline pipeline = open(GENERATE)) {
            CompletableFuture<Fate> answered = pipeline.process(SourceRecords.of("k", "{\"text\":\"misfit\"}"));
            assertThat(answered)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withCauseInstanceOf(FailureException.class);
        }
    }

    @Test
    void asksInRoundsAboutADocumentThatIsTooLongForOne() {
        Generation generation =
                (Generation) body(outcomes(COMBINED, new BriefModel(), LONG).get(0));
        assertThat(generation.getText()).isEqualTo("brief");
        assertThat(generation.getProvenance().getParameters())
                .containsEntry("parts", "5")
                .containsEntry("combine-rounds", "1");
        assertThat(generation.getProvenance().getOutputTokens()).isEqualTo(6);
    }

    @Test
    void makesADeadLetterOfADocumentThatFailsInALaterRound() {
        DeadLetter letter = deadLetter(COMBINED, LONG); // an echo is as long as what it is about
        assertThat(letter.getCode()).isEqualTo("answers-too-long");
        assertThat(letter.getAttempts()).isEqualTo(1);
    }

    @Test
    void closesItsModel() {
        int before = EchoModel.OPEN.get();
        open(EMBED).close();
        assertThat(EchoModel.OPEN).hasValue(before);
    }

    private static List<Outcome> outcomes(Task task, SourceRecord source) {
        return outcomes(task, echo(task), source);
    }

    @Test
    void takesPersonalDataOutBeforeTheModelAndSaysSo() {
        SourceRecord source = SourceRecords.of("k", "{\"text\":\"jo@x.io and 10.1.1.1\"}");
        try (DocumentPipeline pipeline = open(GENERATE, echo(GENERATE), REDACTING)) {
            Fate fate = pipeline.process(source).join();
            Generation generation = (Generation) body(fate.outcomes().get(0));
            assertThat(generation.getText()).isEqualTo("On PI:EMAIL and 10.1.1.1:");
            assertThat(generation.getTags()).containsExactly("redacted-email");
            assertThat(fate.redacted()).containsExactly(Map.entry(PersonalData.EMAIL, 1));
        }
    }

    @Test
    void hashesTheOriginalTextWhateverWasTakenOut() {
        SourceRecord source = SourceRecords.of("k", "{\"text\":\"jo@x.io\"}");
        try (DocumentPipeline pipeline = open(GENERATE, echo(GENERATE), REDACTING)) {
            Generation generation =
                    (Generation) body(pipeline.process(source).join().outcomes().get(0));
            assertThat(generation.getProvenance().getInputHash()).isEqualTo(Sha256.hex("jo@x.io".getBytes(UTF_8)));
        }
    }

    @Test
    void asksNoModelAboutADocumentWithoutConsent() {
        GovernancePolicy policy =
                new GovernancePolicy(RedactionPolicy.OFF, new AttributeRule("consent", Set.of("yes")), null);
        SourceRecord source = SourceRecords.of("k", "{\"text\":\"misfit\",\"attributes\":{\"consent\":\"no\"}}");
        try (DocumentPipeline pipeline = open(GENERATE, echo(GENERATE), policy)) {
            Outcome outcome = pipeline.process(source).join().outcomes().get(0);
            assertThat(((Outcome.Refused) outcome).deadLetter().getCode()).isEqualTo("no-consent");
            assertThat(((Outcome.Refused) outcome).deadLetter().getAttempts()).isZero();
        }
    }

    private static List<Outcome> outcomes(Task task, ModelProvider model, SourceRecord source) {
        try (DocumentPipeline pipeline = open(task, model)) {
            return pipeline.process(source).join().outcomes();
        }
    }

    private static DeadLetter deadLetter(Task task, SourceRecord source) {
        List<Outcome> outcomes = outcomes(task, source);
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcomes.get(0)).deadLetter();
    }

    private static ModelProvider echo(Task task) {
        return new EchoModel(task instanceof Task.Embed ? Output.VECTOR : Output.TEXT, 200);
    }

    private static DocumentPipeline open(Task task) {
        return open(task, echo(task));
    }

    private static DocumentPipeline open(Task task, ModelProvider model) {
        return open(task, model, GovernancePolicy.NONE);
    }

    private static DocumentPipeline open(Task task, ModelProvider model, GovernancePolicy governance) {
        return DocumentPipeline.open(
                new InferenceSettings(
                        DocumentFormat.JSON,
                        task,
                        DocumentLimits.DEFAULT,
                        LanguagePolicy.DEFAULT,
                        QualityPolicy.DEFAULT,
                        governance,
                        model,
                        new BatchLimits(8, 1000, Duration.ZERO, 2),
                        100),
                BatchObserver.NONE,
                AttemptObserver.NONE);
    }

    private static Object body(Outcome outcome) {
        return ((Outcome.Result) outcome).body();
    }

    private static String key(Outcome outcome) {
        return new String(
                outcome instanceof Outcome.Result result ? result.key() : ((Outcome.Tombstone) outcome).key(), UTF_8);
    }
}
