package io.bloomline.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.Answer;
import io.bloomline.document.Outcome;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.Tokenizer;
import io.bloomline.preparation.PreparedRequest;
import io.bloomline.schema.Chunk;
import io.bloomline.schema.Document;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.FinishReason;
import io.bloomline.schema.Generation;
import io.bloomline.schema.Provenance;
import io.bloomline.testing.SourceRecords;
import io.bloomline.testing.StandInTokenizer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultAssemblerTest {

    private static final Instant NOW = Instant.parse("2026-05-04T03:02:01.123456Z");
    private static final Document DOCUMENT =
            Document.newBuilder().setId("d").setText("abc").setLanguage("en").build();

    @Test
    void saysWhereAResultCameFrom() {
        Generation generation = (Generation) assemble(
                "generate",
                new PreparedRequest(
                        new InferenceRequest.Embed("prompt", new int[] {1, 2, 3}),
                        "",
                        "en",
                        null,
                        "job",
                        "cafe",
                        Map.of("max-tokens", "5")),
                new InferenceResponse.Generated("text", 4, FinishReason.LENGTH));
        assertThat(generation.getText()).isEqualTo("text");
        assertThat(generation.getFinishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(generation.getProvenance())
                .isEqualTo(Provenance.newBuilder()
                        .setModel("m")
                        .setModelVersion("the version that answered")
                        .setModelLicence("Apache-2.0")
                        .setTask("generate")
                        .setPromptId("job")
                        .setPromptHash("cafe")
                        .setParameters(Map.of("max-tokens", "5"))
                        // printf abc | sha256sum
                        .setInputHash("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                        .setInputTokens(3)
                        .setOutputTokens(4)
                        .setEndpoint("the endpoint that answered")
                        .setBloomlineVersion(BuildVersion.get())
                        .setTime(Instant.parse("2026-05-04T03:02:01.123Z"))
                        .build());
    }

    @Test
    void keepsTheVectorAsItIs() {
        Embedding embedding = (Embedding) assemble(
                "embed",
                new PreparedRequest(
                        new InferenceRequest.Embed("abc", new int[] {1}),
                        "#1",
                        "en",
                        new Chunk(1, 2),
                        null,
                        null,
                        Map.of()),
                new InferenceResponse.Embedded(new float[] {0.25f, -1}));
        assertThat(embedding.getVector()).containsExactly(0.25f, -1f);
        assertThat(embedding.getChunk()).isEqualTo(new Chunk(1, 2));
        assertThat(embedding.getProvenance().getPromptId()).isNull();
    }

    @Test
    void statesNoNumberOfTokensThatNobodyCounted() {
        Generation generation = (Generation) assemble(
                "generate",
                new StandInTokenizer(),
                new PreparedRequest(
                        new InferenceRequest.Embed("prompt", new int[6]), "", "en", null, "job", "cafe", Map.of()),
                new InferenceResponse.Generated("text", 4, FinishReason.LENGTH));
        assertThat(generation.getProvenance().getInputTokens()).isEqualTo(-1);
    }

    @Test
    void knowsTheVersionThatIsRunning() {
        assertThat(BuildVersion.get()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    private static Object assemble(String task, PreparedRequest request, InferenceResponse response) {
        return assemble(task, text -> new int[text.length()], request, response);
    }

    private static Object assemble(
            String task, Tokenizer tokenizer, PreparedRequest request, InferenceResponse response) {
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
        Answer answer = new Answer(response, "the version that answered", "the endpoint that answered");
        List<Outcome> outcomes = new ResultAssembler(task, model, tokenizer, () -> NOW)
                .assemble(SourceRecords.of("k", "unused"), DOCUMENT, List.of(request), List.of(answer));
        return ((Outcome.Result) outcomes.get(0)).body();
    }
}
