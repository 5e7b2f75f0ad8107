package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureKind;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatusClassifierTest {

    private final StatusClassifier classifier =
            new StatusClassifier(new Target(new ServerAddress("gpu", 8001), true, "bloomz", "2"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            NOT_FOUND          | MISCONFIGURED | model-unknown      | Request for unknown model: 'x' is not found
            NOT_FOUND          | MISCONFIGURED | model-version      | Request for unknown model: 'x' version 9 is not found
            NOT_FOUND          | TRANSIENT     | model-not-ready    | Request for unknown model: 'x' has no available versions
            UNAVAILABLE        | TRANSIENT     | model-not-ready    | Request for unknown model: 'x' version 1 is not at ready state
            INVALID_ARGUMENT   | MISCONFIGURED | model-version      | failed to get model version from specified version string 'x'
            INVALID_ARGUMENT   | REJECTED      | batch-too-large    | [request id: 1] inference request batch-size must be <= 64 for 'x'
            INVALID_ARGUMENT   | REJECTED      | request-misfit     | unexpected shape for input 'X' for model 'm'. Expected [-1,1], got [1]
            INVALID_ARGUMENT   | REJECTED      | request-misfit     | inference input 'X' data-type is 'INT32', but model 'm' expects 'BYTES'
            INVALID_ARGUMENT   | REJECTED      | request-misfit     | expected 2 inputs but got 1 inputs for model 'x'
            INVALID_ARGUMENT   | REJECTED      | request-misfit     | input 'X' already exists in request
            INVALID_ARGUMENT   | REJECTED      | request-misfit     | input 'X' batch size does not match other inputs for 'm'
            NOT_FOUND          | REJECTED      | model-refused      | the conversion table for such a text is not found
            INVALID_ARGUMENT   | REJECTED      | model-refused      | only English, please
            UNIMPLEMENTED      | MISCONFIGURED | model-decoupled    | ModelInfer RPC doesn't support models with decoupled transaction policy
            UNIMPLEMENTED      | MISCONFIGURED | no-inference-server| Method not found: inference.GRPCInferenceService/ModelInfer
            UNIMPLEMENTED      | REJECTED      | unsupported        | this cannot be done
            INTERNAL           | REJECTED      | backend-failed     | onnx runtime error 2: Non-zero status code returned
            INTERNAL           | TRANSIENT     | backend-dead       | Stub process 'x_0_0' is not healthy.
            UNKNOWN            | REJECTED      | backend-failed     | something
            UNAVAILABLE        | TRANSIENT     | queue-full         | Exceeds maximum queue size
            UNAVAILABLE        | TRANSIENT     | queue-timeout      | Request timeout expired
            UNAVAILABLE        | MISCONFIGURED | access-refused     | This protocol is restricted, expecting header 'triton-grpc-protocol-x'
            UNAVAILABLE        | MISCONFIGURED | keep-alive         | Too many pings
            UNAVAILABLE        | TRANSIENT     | closed             | Channel shutdown invoked
            UNAVAILABLE        | TRANSIENT     | server-unavailable | Network closed for unknown reason
            UNAUTHENTICATED    | MISCONFIGURED | access-refused     | who are you?
            DEADLINE_EXCEEDED  | TRANSIENT     | deadline-exceeded  | CallOptions deadline exceeded after 1s
            RESOURCE_EXHAUSTED | REJECTED      | response-too-large | gRPC message exceeds maximum size 4194304: 5000000
            RESOURCE_EXHAUSTED | MISCONFIGURED | headers-too-large  | received initial metadata size exceeds limit
            RESOURCE_EXHAUSTED | TRANSIENT     | overloaded         | try later
            """)
    void saysWhoseFaultItIs(Code code, FailureKind kind, String name, String words) {
        Failure failure = classify(code.toStatus().withDescription(words));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(name);
        assertThat(failure.message())
                .startsWith("Model bloomz version 2 at grpcs://gpu:8001 ")
                .contains(words);
    }

    @ParameterizedTest
    @EnumSource
    void hasAnAnswerToEveryStatusWithoutWords(Code code) {
        assertThat(classify(code.toStatus()).message()).endsWith(".").doesNotContain("null");
    }

    @Test
    void seesARequestOverOurOwnLimitInTheCause() {
        Status tooLarge = Status.RESOURCE_EXHAUSTED.withDescription("message too large 70 > 60");

        Failure failure = classify(
                Status.CANCELLED.withDescription("Failed to stream message").withCause(tooLarge.asRuntimeException()));

        assertThat(failure.code()).isEqualTo("request-too-large");
    }

    @Test
    void seesARefusedCertificateInTheCause() {
        Failure failure = classify(Status.UNAVAILABLE
                .withDescription("io exception")
                .withCause(new SSLHandshakeException("General problem")
                        .initCause(new CertificateException("No name matching gpu found"))));

        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.message()).contains("No name matching gpu found", "model.tls");
    }

    @Test
    void quotesOnlyTheBeginningOfALongText() {
        assertThat(classify(Status.INTERNAL.withDescription("long ".repeat(1_000)))
                        .message())
                .hasSizeLessThan(500)
                .endsWith("….");
    }

    private Failure classify(Status status) {
        return classifier.classify(status).failure();
    }
}
