package io.bloomline.it.triton;

import static io.bloomline.it.triton.BadDay.Verdict.JOB_STOPS;
import static io.bloomline.it.triton.BadDay.Verdict.ONE_DOCUMENT;
import static io.bloomline.it.triton.BadDay.Verdict.PASSES;
import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.CANCELLED;
import static io.grpc.Status.Code.DEADLINE_EXCEEDED;
import static io.grpc.Status.Code.INTERNAL;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.PERMISSION_DENIED;
import static io.grpc.Status.Code.RESOURCE_EXHAUSTED;
import static io.grpc.Status.Code.UNAUTHENTICATED;
import static io.grpc.Status.Code.UNAVAILABLE;
import static io.grpc.Status.Code.UNIMPLEMENTED;

import io.bloomline.it.support.kserve.Reaction;
import io.grpc.Status;

/** What a Triton may answer instead of an answer, in its own words, and what is to become of the documents. */
enum BadDay {
    MODEL_LOADS(PASSES, NOT_FOUND, "Request for unknown model: 'm' has no available versions"),
    VERSION_LOADS(PASSES, UNAVAILABLE, "Request for unknown model: 'm' version 1 is not at ready state"),
    QUEUE_IS_FULL(PASSES, UNAVAILABLE, "[request id: 7] Exceeds maximum queue size"),
    QUEUE_IS_SLOW(PASSES, UNAVAILABLE, "[request id: 7] Request timeout expired"),
    SERVER_STOPS(PASSES, UNAVAILABLE, "Server is stopping, scheduler for model has stopped accepting new requests"),
    CONNECTION_BREAKS(PASSES, UNAVAILABLE, "Network closed for unknown reason"),
    SERVER_IS_OVERLOADED(PASSES, RESOURCE_EXHAUSTED, "Resource temporarily unavailable"),
    CALL_IS_CANCELLED(PASSES, CANCELLED, "RST_STREAM closed stream. HTTP/2 error code: CANCEL"),
    ANSWER_IS_LATE(PASSES, DEADLINE_EXCEEDED, "Deadline Exceeded"),
    BACKEND_DIED(PASSES, INTERNAL, "Stub process 'm_0_0' is not healthy."),
    NEIGHBOUR_WAS_BAD(
            PASSES, INTERNAL, "onnx runtime error 2: Non-zero status code returned while running Gather node."),
    MEMORY_WAS_SHORT(
            PASSES,
            INTERNAL,
            "Failed to process the request(s) for model 'm_0_0', message: RuntimeError: CUDA out of memory."),

    MODEL_IS_UNKNOWN(JOB_STOPS, NOT_FOUND, "Request for unknown model: 'm' is not found"),
    VERSION_IS_UNKNOWN(JOB_STOPS, NOT_FOUND, "Request for unknown model: 'm' version 9 is not found"),
    VERSION_IS_NO_NUMBER(
            JOB_STOPS,
            INVALID_ARGUMENT,
            "failed to get model version from specified version string 'x' (details: stoi)"),
    MODEL_BECAME_DECOUPLED(
            JOB_STOPS, UNIMPLEMENTED, "ModelInfer RPC doesn't support models with decoupled transaction policy"),
    PROTOCOL_IS_RESTRICTED(
            JOB_STOPS, UNAVAILABLE, "This protocol is restricted, expecting header 'triton-grpc-protocol-infer-key'"),
    NOBODY_KNOWS_US(JOB_STOPS, UNAUTHENTICATED, "token expired"),
    NOT_ALLOWED(JOB_STOPS, PERMISSION_DENIED, "RBAC: access denied"),
    HEADERS_ARE_TOO_LARGE(JOB_STOPS, RESOURCE_EXHAUSTED, "received initial metadata size exceeds limit"),
    SHAPE_IS_WRONG(
            JOB_STOPS,
            INVALID_ARGUMENT,
            "[request id: 7] unexpected shape for input 'X' for model 'm'. Expected [-1,1], got [1]"),
    TYPE_IS_WRONG(
            JOB_STOPS,
            INVALID_ARGUMENT,
            "[request id: 7] inference input 'X' data-type is 'INT32', but model 'm' expects 'BYTES'"),
    INPUT_IS_MISSING(JOB_STOPS, INVALID_ARGUMENT, "[request id: 7] expected 2 inputs but got 1 inputs for model 'm'"),
    INPUT_IS_UNKNOWN(JOB_STOPS, INVALID_ARGUMENT, "[request id: 7] unexpected inference input 'X' for model 'm'"),
    INPUT_IS_THERE_TWICE(JOB_STOPS, INVALID_ARGUMENT, "[request id: 7] input 'X' already exists in request"),
    ROWS_DIFFER(
            JOB_STOPS, INVALID_ARGUMENT, "[request id: 7] input 'X' batch size does not match other inputs for 'm'"),
    OUTPUT_IS_UNKNOWN(JOB_STOPS, INVALID_ARGUMENT, "[request id: 7] unexpected inference output 'X' for model 'm'"),
    BYTES_ARE_MISSING(
            JOB_STOPS,
            INVALID_ARGUMENT,
            "[request id: 7] input byte size mismatch for input 'X' for model 'm'. Expected 8, got 4"),
    ELEMENTS_ARE_MISSING(
            JOB_STOPS, INVALID_ARGUMENT, "[request id: 7] expected 2 string elements for inference input 'X', got 1"),
    TOO_MANY_PINGS(JOB_STOPS, UNAVAILABLE, "Too many pings"),

    DATA_ARE_BAD(
            ONE_DOCUMENT, INTERNAL, "onnx runtime error 2: Non-zero status code returned while running Gather node."),
    MODEL_RAISES(ONE_DOCUMENT, INTERNAL, "Failed to process the request(s) for model 'm_0_0', message: ValueError: no"),
    MODEL_REFUSES(ONE_DOCUMENT, INVALID_ARGUMENT, "this model can't read such a text"),
    MODEL_LACKS_SOMETHING(ONE_DOCUMENT, NOT_FOUND, "the conversion table of this script is not found"),
    MODEL_CANT_DO_IT(ONE_DOCUMENT, UNIMPLEMENTED, "this script is not supported"),
    MODEL_KNOWS_IT(ONE_DOCUMENT, ALREADY_EXISTS, "such a text was there before");

    /** What is to become of the documents. */
    enum Verdict {
        /** All are answered, later. */
        PASSES,
        /** The job fails and says what to change; no document is blamed. */
        JOB_STOPS,
        /** A dead letter for the one it is about; all others are answered. */
        ONE_DOCUMENT
    }

    private final Verdict verdict;
    private final Status.Code code;
    private final String message;

    BadDay(Verdict verdict, Status.Code code, String message) {
        this.verdict = verdict;
        this.code = code;
        this.message = message;
    }

    Verdict verdict() {
        return verdict;
    }

    String message() {
        return message;
    }

    Reaction reaction() {
        return Reaction.fail(code, message);
    }

    /** Whether it may be a document's fault if it happens to it alone, again and again. */
    boolean isReasonForBlame() {
        return this == NEIGHBOUR_WAS_BAD || this == MEMORY_WAS_SHORT || verdict == Verdict.ONE_DOCUMENT;
    }

    /** Whether Triton says it as an error of one request on a stream, in words and without a code. */
    boolean isSaidOverStreams() {
        return this != CONNECTION_BREAKS
                && this != ANSWER_IS_LATE
                && this != SERVER_IS_OVERLOADED
                && this != CALL_IS_CANCELLED
                && this != HEADERS_ARE_TOO_LARGE
                && this != MODEL_BECAME_DECOUPLED
                && this != NOBODY_KNOWS_US
                && this != NOT_ALLOWED
                && this != TOO_MANY_PINGS
                && this != PROTOCOL_IS_RESTRICTED;
    }
}
