package io.bloomline.it.triton;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.ModelProvider;
import io.bloomline.inference.djl.LocalModelProvider;
import io.bloomline.inference.triton.BindingOverrides;
import io.bloomline.inference.triton.Role;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.triton.Fate.Answered;
import io.bloomline.preparation.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model answers the same, whether in this process or behind a server. */
class SameAnswersIT {

    private static final Task TRANSLATE = new Task.Translate(List.of("fr"), 32);
    private static final Task GENERATE =
            new Task.Generate("What kind of name is {text}? Answer:", GenerationParameters.greedy(16));
    private static final Task EMBED = new Task.Embed(0);

    private static List<String> texts = List.of();
    private static KServeServer server;

    @BeforeAll
    static void serve() throws IOException {
        server = KServeServer.ofRepository(Options.PLAIN);
        texts = texts();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                KServeServer.TEXT,
                KServeServer.STREAMED_TEXT,
                KServeServer.ENSEMBLE,
                KServeServer.STREAMED_ENSEMBLE
            })
    void writesTheSameTexts(String model) {
        for (Task task : List.of(TRANSLATE, GENERATE)) {
            Map<String, Fate> here = fates(local(KServeServer.TEXT), task);
            Map<String, Fate> there = fates(Served.model(model, Served.SETTINGS, server.port()), task);
            assertThat(there).hasSameSizeAs(texts).allSatisfy((text, fate) -> {
                Answered answered = (Answered) fate;
                Answered expected = (Answered) requireNonNull(here.get(text));
                assertThat(answered.answer()).isEqualTo(expected.answer());
                assertThat(answered.provenance().getInputTokens())
                        .isEqualTo(expected.provenance().getInputTokens());
                assertThat(answered.provenance().getModelLicence()).isEqualTo("Apache-2.0");
                assertThat(answered.provenance().getModelVersion()).isEqualTo("1");
                assertThat(answered.provenance().getEndpoint()).isEqualTo("grpc://localhost:" + server.port());
            });
        }
    }

    @Test
    void makesTheSameVectors() {
        assertSameVectors(Served.SETTINGS);
    }

    @Test
    void makesTheSameVectorsOfTokenVectors() {
        assertSameVectors(Served.SETTINGS.withTensors(
                new BindingOverrides(Map.of(Role.OUTPUT, "last_hidden_state"), Map.of(), null, null, null, false)));
    }

    @Test
    void countsTheTokensThatTheServerCounted() {
        Map<String, Fate> there =
                fates(Served.model(KServeServer.STREAMED_TEXT, Served.SETTINGS, server.port()), TRANSLATE);
        assertThat(there.values())
                .allSatisfy(fate -> assertThat(((Answered) fate).provenance().getOutputTokens())
                        .isPositive());
    }

    private static void assertSameVectors(TritonSettings settings) {
        Map<String, Fate> here = fates(local(KServeServer.VECTORS), EMBED);
        Map<String, Fate> there = fates(Served.model(KServeServer.VECTORS, settings, server.port()), EMBED);
        assertThat(there).hasSameSizeAs(texts).allSatisfy((text, fate) -> {
            List<?> vector = (List<?>) ((Answered) fate).answer();
            List<?> expected = (List<?>) ((Answered) requireNonNull(here.get(text))).answer();
            assertThat(vector).hasSameSizeAs(expected);
            for (int i = 0; i < vector.size(); i++) {
                assertThat((Float) vector.get(i)).isCloseTo((Float) expected.get(i), Offset.offset(1e-4f));
            }
        });
    }

    private static Map<String, Fate> fates(ModelProvider model, Task task) {
        try (Documents documents = new Documents(model, task, 8)) {
            return documents.send(texts).fates();
        }
    }

    private static ModelProvider local(String model) {
        return new LocalModelProvider(KServeServer.REPOSITORY.toString(), model, 1);
    }

    /** The texts that the model's own references were made of: many scripts, short and long. */
    private static List<String> texts() throws IOException {
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
    }
}
