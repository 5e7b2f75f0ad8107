package io.bloomline.it.triton;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.ServerAddress;
import io.bloomline.inference.triton.TritonModelProvider;
import io.bloomline.it.support.kserve.KServeServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said at the start of a job whose {@code model.endpoint} names the wrong place. */
class WrongAddressIT {

    @Test
    void namesAPortWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket taken = listen()) {
            port = taken.getLocalPort();
        }
        assertThat(refusal("localhost", port).message()).contains("localhost:" + port, "model.endpoint");
    }

    @Test
    void namesAHostThatNobodyKnows() {
        assertThat(refusal("no-such-host.invalid", 8001).message()).contains("no-such-host.invalid", "model.endpoint");
    }

    /** As Triton's port for HTTP does. */
    @Test
    void namesAPortThatSpeaksAnotherProtocol() throws IOException {
        try (ServerSocket http = listen()) {
            Thread server = new Thread(() -> refuseAll(http), "http");
            server.setDaemon(true);
            server.start();
            assertThat(refusal("localhost", http.getLocalPort()).message())
                    .contains("localhost:" + http.getLocalPort(), "model.endpoint", "gRPC port");
        }
    }

    private static Failure refusal(String host, int port) {
        TritonModelProvider model = new TritonModelProvider(
                KServeServer.TEXT,
                null,
                List.of(new ServerAddress(host, port)),
                Output.TEXT,
                Served.SETTINGS.withCalls(Served.SETTINGS.calls().withStartupTimeout(Duration.ZERO)));
        FailureException refused =
                catchThrowableOfType(FailureException.class, () -> model.open().close());
        assertThat(refused).as("the model was opened").isNotNull();
        return refused.failure();
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static void refuseAll(ServerSocket http) {
        while (!http.isClosed()) {
            try (Socket client = http.accept()) {
                client.getInputStream().read();
                client.getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
                client.getOutputStream().flush();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                // the client or the socket was closed, which the loop sees
            }
        }
    }
}
