package io.bloomline.preparation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.preparation.Task.Embed.Chunks;
import io.bloomline.schema.Chunk;
import io.bloomline.schema.Document;
import io.bloomline.testing.EchoModel;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Embeddings of documents that are longer than the model accepts. */
class ChunksTest {

    private static final String TEXT = "🙂 one. Two three. Four five six. 🙂 seven.";

    @Test
    void saysInCodePointsWhereAChunkIsInTheText() {
        List<Draft> drafts = drafts(new Task.Embed(20, 8, Chunks.SEPARATE), TEXT, EchoModel::answer);
        int[] codePoints = TEXT.codePoints().toArray();
        assertThat(drafts).hasSizeGreaterThan(2).allSatisfy(draft -> {
            Chunk chunk = chunk(draft);
            assertThat(new String(codePoints, chunk.getStart(), chunk.getEnd() - chunk.getStart()))
                    .isEqualTo(draft.origin().exchanges().get(0).request().text());
        });
        assertThat(chunk(drafts.get(1)).getStart())
                .isLessThan(chunk(drafts.get(0)).getEnd());
        assertThat(chunk(drafts.get(drafts.size() - 1)).getEnd()).isEqualTo(codePoints.length);
        assertThat(drafts).extracting(Draft::keySuffix).startsWith("#0", "#1", "#2");
        assertThat(drafts.get(0).origin().parameters())
                .containsEntry("max-tokens", "20")
                .containsEntry("overlap", "8");
    }

    @Test
    void weighsPooledChunksByTheirTokens() {
        Draft draft = pooled(
                "one two. Abc", request -> request.text().startsWith("one") ? new float[] {1, 0} : new float[] {0, 2});
        // 8 tokens of the first, 4 of the second
        assertThat(vector(draft)).containsExactly(new float[] {2 / 3f, 2 / 3f}, within(1e-6f));
        assertThat(draft.keySuffix()).isEmpty();
        assertThat(draft.chunk()).isNull();
        assertThat(draft.origin().parameters())
                .containsEntry("chunks", "pooled")
                .containsEntry("parts", "2");
        assertThat(draft.origin().exchanges()).hasSize(2);
    }

    @Test
    void normalisesAPooledVectorWhereTheModelNormalises() {
        Draft draft = pooled(
                "one two. Abc", request -> request.text().startsWith("one") ? new float[] {1, 0} : new float[] {0, 1});
        assertThat(vector(draft)).containsExactly(new float[] {0.894427f, 0.447214f}, within(1e-6f));
    }

    @Test
    void givesVectorsThatCancelEachOtherOutNoDirection() {
        Draft draft = pooled(
                "one two. Two two", request -> request.text().startsWith("one") ? new float[] {1} : new float[] {-1});
        assertThat(vector(draft)).containsExactly(0);
    }

    @Test
    void givesADocumentOfOneChunkItsOwnVector() {
        float[] vector = {3, 4};
        Draft draft = pooled("abc", request -> vector);
        assertThat(vector(draft)).isSameAs(vector);
        assertThat(draft.origin().parameters()).isEmpty();
    }

    private static Draft pooled(String text, Function<InferenceRequest, float[]> vectors) {
        List<Draft> drafts = drafts(
                new Task.Embed(8, 0, Chunks.POOLED),
                text,
                request -> new Answer(new Embedded(vectors.apply(request)), "1", "here"));
        assertThat(drafts).hasSize(1);
        return drafts.get(0);
    }

    private static List<Draft> drafts(Task task, String text, Function<InferenceRequest, Answer> answers) {
        try (Model model = new EchoModel(Output.VECTOR, 100).open()) {
            return new Rounds(answers)
                    .hold(Preparation.of(task, LanguagePolicy.DEFAULT, model.description(), model.tokenizer())
                            .prepare(Document.newBuilder().setText(text).build()));
        }
    }

    private static Chunk chunk(Draft draft) {
        return requireNonNull(draft.chunk());
    }

    private static float[] vector(Draft draft) {
        return ((Draft.Body.Vector) draft.body()).components();
    }
}
