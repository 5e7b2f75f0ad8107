package io.bloomline.it.triton;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.triton.TritonModelProvider;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.preparation.Task;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/**
 * The project's models on a real Triton answer as they do in this process. It is for who has an image of it:
 * {@code -Dtriton.image=nvcr.io/nvidia/tritonserver:25.07-py3}.
 */
@EnabledIfSystemProperty(named = "triton.image", matches = ".+", disabledReason = "-Dtriton.image names no Triton")
class TritonImageIT {

    private static final int PORT = 8001;

    private static GenericContainer<?> triton;

    /** As {@code deploy/triton/README.md} starts it. */
    @BeforeAll
    static void serve() {
        triton = new GenericContainer<>(System.getProperty("triton.image"))
                .withCopyFileToContainer(MountableFile.forHostPath(KServeServer.REPOSITORY), "/models")
                .withSharedMemorySize(1L << 30)
                .withExposedPorts(PORT)
                .withCommand(
                        "tritonserver",
                        "--model-repository=/models",
                        "--model-control-mode=explicit",
                        "--load-model=bloom-nano-decoder",
                        "--load-model=bloom-nano",
                        "--load-model=bloom-nano-embedding")
                .waitingFor(Wait.forLogMessage(".*Started GRPCInferenceService.*", 1)
                        .withStartupTimeout(Duration.ofMinutes(5)));
        triton.start();
    }

    @AfterAll
    static void stop() {
        triton.stop();
    }

    @Test
    void translatesToTheSameTexts() {
        assertSameTexts(new Task.Translate(List.of("fr"), 32));
    }

    @Test
    void generatesTheSameTexts() {
        assertSameTexts(new Task.Generate("What kind of name is {text}? Answer:", GenerationParameters.greedy(16)));
    }

    @Test
    void makesTheSameVectors() {
        Reference.assertSameVectors(model(KServeServer.VECTORS));
    }

    private static void assertSameTexts(Task task) {
        Reference.assertSameTexts(model(KServeServer.TEXT), "grpc://localhost:" + triton.getMappedPort(PORT), task);
    }

    private static TritonModelProvider model(String name) {
        return Served.model(name, Served.withTimeout(Duration.ofMinutes(1)), triton.getMappedPort(PORT));
    }
}
