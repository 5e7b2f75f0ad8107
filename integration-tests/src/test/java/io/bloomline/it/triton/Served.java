package io.bloomline.it.triton;

import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.CallSettings;
import io.bloomline.inference.triton.ServerAddress;
import io.bloomline.inference.triton.TokenSettings;
import io.bloomline.inference.triton.TritonModelProvider;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.it.support.kserve.KServeServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Models as a job would name them, on servers of this machine. */
final class Served {

    /** Impatient, so that a test of patience doesn't take long. */
    static final TritonSettings SETTINGS = TritonSettings.DEFAULT
            .withCalls(
                    CallSettings.DEFAULT.withTimeout(Duration.ofSeconds(5)).withStartupTimeout(Duration.ofSeconds(10)))
            .withTokens(new TokenSettings(Tokens.FILE.toString(), null));

    private Served() {}

    /** One of the models' names of {@link KServeServer}, on these ports. */
    static TritonModelProvider model(String name, TritonSettings settings, int... ports) {
        List<ServerAddress> servers = IntStream.of(ports)
                .mapToObj(port -> new ServerAddress("localhost", port))
                .toList();
        Output output = name.equals(KServeServer.VECTORS) ? Output.VECTOR : Output.TEXT;
        return new TritonModelProvider(name, null, servers, output, settings);
    }

    static TritonSettings withTimeout(Duration timeout) {
        return SETTINGS.withCalls(SETTINGS.calls().withTimeout(timeout));
    }

    static TritonSettings withoutGrace() {
        return SETTINGS.withCalls(SETTINGS.calls().withGrace(Duration.ZERO));
    }
}
