package io.bloomline.it.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.triton.BindingOverrides;
import io.bloomline.inference.triton.Role;
import io.bloomline.inference.triton.TritonModelProvider;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.triton.Fate.Answered;
import io.bloomline.preparation.Task;
import java.util.List;
import java.util.Map;
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

    private static KServeServer server;

    @BeforeAll
    static void serve() {
        server = KServeServer.ofRepository(Options.PLAIN);
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
            Reference.assertSameTexts(
                    Served.model(model, Served.SETTINGS, server.port()), "grpc://localhost:" + server.port(), task);
        }
    }

    @Test
    void makesTheSameVectors() {
        Reference.assertSameVectors(vectors(Served.SETTINGS));
    }

    @Test
    void makesTheSameVectorsOfTokenVectors() {
        Reference.assertSameVectors(vectors(Served.SETTINGS.withTensors(
                new BindingOverrides(Map.of(Role.OUTPUT, "last_hidden_state"), Map.of(), null, null, null, false))));
    }

    @Test
    void countsTheTokensThatTheServerCounted() {
        Map<String, Fate> there =
                Reference.fates(Served.model(KServeServer.STREAMED_TEXT, Served.SETTINGS, server.port()), TRANSLATE);
        assertThat(there.values())
                .allSatisfy(fate -> assertThat(((Answered) fate).provenance().getOutputTokens())
                        .isPositive());
    }

    private static TritonModelProvider vectors(TritonSettings settings) {
        return Served.model(KServeServer.VECTORS, settings, server.port());
    }
}
