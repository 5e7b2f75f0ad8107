package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.failure.Failure;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamErrorsTest {

    private final StreamErrors errors =
            new StreamErrors(new StatusClassifier(new Target(new ServerAddress("gpu", 8001), true, "bloomz", "2")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            model-unknown   | Request for unknown model: 'x' is not found
            model-version   | Request for unknown model: 'x' version 9 is not found
            model-version   | failed to get model version from specified version string 'x'
            model-not-ready | Request for unknown model: 'x' has no available versions
            model-not-ready | Request for unknown model: 'x' version 1 is not at ready state
            queue-full      | Exceeds maximum queue size
            queue-timeout   | Request timeout expired
            batch-too-large | inference request batch-size must be <= 64 for 'x'
            request-misfit  | unexpected shape for input 'X' for model 'm'
            request-misfit  | input 'X' already exists in request
            backend-dead    | Stub process 'x_0_0' is not healthy.
            backend-failed  | CUDA out of memory
            """)
    void guessesTheStatusOfOneRequestFromTheWords(String code, String words) {
        assertThat(errors.ofRequest(words).failure().code()).isEqualTo(code);
    }

    @Test
    void blamesNoRequestForTheEndOfAStream() {
        Failure failure = errors.ofStream(
                        Status.RESOURCE_EXHAUSTED.withDescription("gRPC message exceeds maximum size 4: 5"))
                .failure();

        assertThat(failure.code()).isEqualTo("stream-failed");
        assertThat(StatusClassifier.mayBeAnothers(failure)).isTrue();
    }

    @Test
    void knowsAnOutageByTheStatusThatEndsAStream() {
        Failure failure = errors.ofStream(Status.UNAVAILABLE.withDescription("Exceeds maximum queue size"))
                .failure();

        assertThat(failure.code()).isEqualTo("queue-full");
    }
}
