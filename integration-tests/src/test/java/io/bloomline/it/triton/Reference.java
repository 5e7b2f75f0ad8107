package io.bloomline.it.triton;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.inference.ModelProvider;
import io.bloomline.inference.djl.LocalModelProvider;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.triton.Fate.Answered;
import io.bloomline.preparation.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;

/** What the project's models answer in this process, for those behind a server to be compared with. */
final class Reference {

    /** The texts that the model's own references were made of: many scripts, short and long. */
    static final List<String> TEXTS = texts();

    private static final Task EMBED = new Task.Embed(0);

    private Reference() {}

    /** Asks a model for all texts, and expects what {@code bloom-nano} answers here. */
    static void assertSameTexts(ModelProvider there, String endpoint, Task task) {
        Map<String, Fate> here = fates(local(KServeServer.TEXT), task);
        assertThat(fates(there, task)).hasSameSizeAs(TEXTS).allSatisfy((text, fate) -> {
            Answered answered = (Answered) fate;
            Answered expected = (Answered) requireNonNull(here.get(text));
            assertThat(answered.answer()).isEqualTo(expected.answer());
            assertThat(answered.provenance().getInputTokens())
                    .isEqualTo(expected.provenance().getInputTokens());
            assertThat(answered.provenance().getModelLicence()).isEqualTo("Apache-2.0");
            assertThat(answered.provenance().getModelVersion()).isEqualTo("1");
            assertThat(answered.provenance().getEndpoint()).isEqualTo(endpoint);
        });
    }

    /** Asks a model for the vectors of all texts, and expects those of {@code bloom-nano-embedding} here. */
    static void assertSameVectors(ModelProvider there) {
        Map<String, Fate> here = fates(local(KServeServer.VECTORS), EMBED);
        assertThat(fates(there, EMBED)).hasSameSizeAs(TEXTS).allSatisfy((text, fate) -> {
            List<?> vector = (List<?>) ((Answered) fate).answer();
            List<?> expected = (List<?>) ((Answered) requireNonNull(here.get(text))).answer();
            assertThat(vector).hasSameSizeAs(expected);
            for (int i = 0; i < vector.size(); i++) {
                assertThat((Float) vector.get(i)).isCloseTo((Float) expected.get(i), Offset.offset(1e-4f));
            }
        });
    }

    /** What becomes of all texts. */
    static Map<String, Fate> fates(ModelProvider model, Task task) {
        try (Documents documents = new Documents(model, task, 8)) {
            return documents.send(TEXTS).fates();
        }
    }

    private static ModelProvider local(String model) {
        return new LocalModelProvider(KServeServer.REPOSITORY.toString(), model, 1);
    }

    private static List<String> texts() {
        try {
            JsonNode references = new ObjectMapper()
                    .readTree(Bloomline.HOME
                            .resolve("deploy/triton/bloom-nano/reference.json")
                            .toFile());
            List<String> texts = new ArrayList<>();
            references
                    .get("texts")
                    .forEach(reference -> texts.add(reference.get("text").asText()));
            assertThat(texts).hasSizeGreaterThan(10);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
