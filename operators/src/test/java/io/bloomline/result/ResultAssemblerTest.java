package io.bloomline.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.document.Outcome;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.Tokenizer;
import io.bloomline.preparation.Draft;
import io.bloomline.preparation.Exchange;
import io.bloomline.schema.Chunk;
import io.bloomline.schema.Document;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.FinishReason;
import io.bloomline.schema.Generation;
import io.bloomline.schema.Provenance;
import io.bloomline.schema.Translation;
import io.bloomline.testing.SourceRecords;
import io.bloomline.testing.StandInTokenizer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultAssemblerTest {

    private static final Instant NOW = Instant.parse("2026-05-04T03:02:01.123456Z");
    private static final Tokenizer COUNTED = text -> new int[text.length()];
    private static final Document DOCUMENT =
            Document.newBuilder().setId("d").setText("abc").setLanguage("en").build();

    @Test
    void saysWhereAResultCameFrom() {
        Generation generation = (Generation) assemble("generate", COUNTED, written(exchange(3, 4, "1", "gpu-1")));
        assertThat(generation.getText()).isEqualTo("text");
        assertThat(generation.getFinishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(generation.getProvenance())
                .isEqualTo(Provenance.newBuilder()
                        .setModel("m")
                        .setModelVersion("1")
                        .setModelLicence("Apache-2.0")
                        .setTask("generate")
                        .setPromptId("job")
                        .setPromptHash("cafe")
                        .setParameters(Map.of("max-tokens", "5"))
                        // printf abc | sha256sum
                        .setInputHash("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                        .setInputTokens(3)
                        .setOutputTokens(4)
                        .setEndpoint("gpu-1")
                        .setBloomlineVersion(BuildVersion.get())
                        .setTime(Instant.parse("2026-05-04T03:02:01.123Z"))
                        .build());
    }

    @Test
    void addsUpWhatAllRequestsForAResultTook() {
        Provenance provenance = ((Generation) assemble(
                        "generate",
                        COUNTED,
                        written(
                                exchange(3, 4, "1", "gpu-2"),
                                exchange(5, 6, "1", "gpu-1"),
                                exchange(7, 8, "2", "gpu-2"))))
                .getProvenance();
        assertThat(provenance.getInputTokens()).isEqualTo(15);
        assertThat(provenance.getOutputTokens()).isEqualTo(18);
        assertThat(provenance.getModelVersion()).isEqualTo("1,2");
        assertThat(provenance.getEndpoint()).isEqualTo("gpu-2,gpu-1");
    }

    @Test
    void keepsTheVectorAsItIs() {
        Embedding embedding = (Embedding) assemble(
                "embed",
                COUNTED,
                new Draft(
                        "#1",
                        "en",
                        new Chunk(1, 2, 7, 9),
                        new Draft.Body.Vector(new float[] {0.25f, -1}),
                        new Draft.Origin(List.of(exchange(1, 0, "1", "gpu-1")), null, null, Map.of())));
        assertThat(embedding.getVector()).containsExactly(0.25f, -1f);
        assertThat(embedding.getChunk()).isEqualTo(new Chunk(1, 2, 7, 9));
        assertThat(embedding.getProvenance().getPromptId()).isNull();
    }

    @Test
    void saysOfATranslationWhyItEnds() {
        Translation translation = (Translation) assemble(
                "translate",
                COUNTED,
                new Draft(
                        "@fr",
                        "fr",
                        null,
                        new Draft.Body.Translated("lundi", FinishReason.LENGTH, List.of()),
                        new Draft.Origin(List.of(exchange(1, 1, "1", "gpu-1")), "translate", "cafe", Map.of())));
        assertThat(translation.getText()).isEqualTo("lundi");
        assertThat(translation.getFinishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void statesNoNumberOfTokensThatNobodyCounted() {
        Draft draft = written(exchange(3, 4, "1", "gpu-1"), exchange(3, Generated.UNCOUNTED, "1", "gpu-1"));
        Generation generation = (Generation) assemble("generate", new StandInTokenizer(), draft);
        assertThat(generation.getProvenance().getInputTokens()).isEqualTo(-1);
        assertThat(generation.getProvenance().getOutputTokens()).isEqualTo(-1);
    }

    @Test
    void knowsTheVersionThatIsRunning() {
        assertThat(BuildVersion.get()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    private static Exchange exchange(int tokensRead, int tokensWritten, String version, String endpoint) {
        return new Exchange(
                new InferenceRequest.Embed("prompt", new int[tokensRead]),
                new Answer(new Generated("part", tokensWritten, FinishReason.STOP), version, endpoint));
    }

    private static Draft written(Exchange... exchanges) {
        return new Draft(
                "",
                "en",
                null,
                new Draft.Body.Written("text", FinishReason.LENGTH),
                new Draft.Origin(List.of(exchanges), "job", "cafe", Map.of("max-tokens", "5")));
    }

    private static Object assemble(String task, Tokenizer tokenizer, Draft draft) {
        ModelDescription model = new ModelDescription(
                "m",
                "the version at start",
                "Apache-2.0",
                "the endpoint at start",
                Output.TEXT,
                100,
                8,
                1,
                false,
                Set.of());
        List<Outcome> outcomes = new ResultAssembler(task, model, tokenizer, () -> NOW)
                .assemble(SourceRecords.of("k", "unused"), DOCUMENT, DOCUMENT.getText(), List.of(draft));
        return ((Outcome.Result) outcomes.get(0)).body();
    }
}
