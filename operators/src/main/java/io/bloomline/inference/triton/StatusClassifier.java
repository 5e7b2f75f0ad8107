package io.bloomline.inference.triton;

import static io.bloomline.failure.Failure.misconfigured;
import static io.bloomline.failure.Failure.rejected;
import static io.bloomline.failure.Failure.transientFailure;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.grpc.Status;
import java.util.Set;

/**
 * Says of each status that a call can end with whose fault it is. The server's own words are quoted, shortened; what a model
 * of somebody's own writes into its errors is for its author to keep free of documents.
 */
final class StatusClassifier {

    static final String DEADLINE_EXCEEDED = "deadline-exceeded";
    static final String BACKEND_FAILED = "backend-failed";
    static final String STREAM_FAILED = "stream-failed";
    static final String UNAVAILABLE = "server-unavailable";
    static final String QUEUE_FULL = "queue-full";
    static final String QUEUE_TIMEOUT = "queue-timeout";
    static final String OVERLOADED = "overloaded";
    static final String CLOSED = "closed";
    static final String NO_INFERENCE_SERVER = "no-inference-server";

    /** Refusals that name the request itself, so that no other request of the server's batch can be meant. */
    private static final Set<String> ABOUT_THE_REQUEST =
            Set.of("batch-too-large", "request-too-large", "response-too-large", "model-refused");

    private static final int MAX_QUOTE = 300;

    private final Target target;

    StatusClassifier(Target target) {
        this.target = target;
    }

    /**
     * Whether a failure of a request that was alone in its call may still be another's: the server puts the rows of many
     * calls into one batch, and all of them fail with it.
     */
    static boolean mayBeAnothers(Failure failure) {
        return failure.kind() == FailureKind.REJECTED && !ABOUT_THE_REQUEST.contains(failure.code());
    }

    /** What a call ended with that has this status. */
    FailureException classify(Status status) {
        return new FailureException(failure(status), status.getCause());
    }

    private Failure failure(Status status) {
        Words words = Words.of(status);
        return switch (status.getCode()) {
            case OK -> rejected("bad-response", text("said that all is well, and gave no answer", words, ""));
            case CANCELLED -> cancelled(words);
            case INVALID_ARGUMENT -> invalidArgument(words);
            case NOT_FOUND -> notFound(words);
            case UNAVAILABLE -> unavailable(words);
            case INTERNAL, UNKNOWN, DATA_LOSS -> internal(words);
            case RESOURCE_EXHAUSTED -> exhausted(words);
            case UNIMPLEMENTED -> unimplemented(words);
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                misconfigured(
                        "access-refused",
                        text("refuses access", words, "Set what it asks for: model.token or model.headers."));
            case DEADLINE_EXCEEDED ->
                transientFailure(
                        DEADLINE_EXCEEDED,
                        text(
                                "gave no answer in time",
                                words,
                                "If this goes on, raise model.timeout or lower batching.max-items."));
            case ABORTED -> transientFailure("aborted", text("gave up the request", words, ""));
            case ALREADY_EXISTS, FAILED_PRECONDITION, OUT_OF_RANGE -> refused(words);
        };
    }

    private Failure cancelled(Words words) {
        // How gRPC says that a request is over our own limit.
        if (words.has("message too large", "exceeds maximum size")) {
            return rejected(
                    "request-too-large",
                    text("was not asked: the request is larger than model.max-message-size", words, "Raise it."));
        }
        return transientFailure("cancelled", text("did not answer: the call was cancelled", words, ""));
    }

    private Failure invalidArgument(Words words) {
        if (words.has("model version from specified version string")) {
            return misconfigured(
                    "model-version",
                    text(
                            "can't be found: its version is no number",
                            words,
                            "Set model.version to a number, or leave it out."));
        }
        if (words.has("batch-size must be")) {
            return rejected(
                    "batch-too-large",
                    text("takes smaller batches by now", words, "Lower batching.max-items to its max_batch_size."));
        }
        if (words.areOfMisfit()) {
            return rejected(
                    "request-misfit",
                    text(
                            "takes other tensors than it was sent",
                            words,
                            "Compare model.tensors with its configuration."));
        }
        return refused(words);
    }

    private Failure notFound(Words words) {
        if (words.has("has no available versions")) {
            return transientFailure(
                    "model-not-ready",
                    text("is not loaded", words, "If this goes on, see the server's log for why it can't be."));
        }
        if (!words.has("unknown model")) {
            return refused(words);
        }
        if (words.has("version")) {
            return misconfigured(
                    "model-version",
                    text("is not served", words, "Set model.version to one that is, or leave it out."));
        }
        return misconfigured(
                "model-unknown",
                text("is not served", words, "Set model.name to one that is, or put it into the server's repository."));
    }

    private Failure unavailable(Words words) {
        if (words.has("protocol is restricted")) {
            return misconfigured(
                    "access-refused", text("refuses access", words, "Set the header it asks for: model.headers."));
        }
        if (words.has("Too many pings", "ENHANCE_YOUR_CALM")) {
            return misconfigured(
                    "keep-alive",
                    text(
                            "closed the connection for too many keep-alives",
                            words,
                            "Raise model.keep-alive over 5min or leave it out."));
        }
        if (words.fromTls()) {
            return misconfigured(
                    "tls-refused",
                    text(
                            "and this job don't trust each other",
                            words,
                            "Compare model.tls with the server's certificate."));
        }
        if (words.has("not at ready state")) {
            return transientFailure("model-not-ready", text("is not loaded", words, ""));
        }
        if (words.has("Exceeds maximum queue size")) {
            return transientFailure(QUEUE_FULL, text("has a full queue", words, "Lower batching.max-in-flight."));
        }
        if (words.has("Request timeout expired")) {
            return transientFailure(QUEUE_TIMEOUT, text("left the request in its queue for too long", words, ""));
        }
        if (words.has("Channel shutdown")) {
            return transientFailure(CLOSED, text("was closed before it answered", words, ""));
        }
        return transientFailure(UNAVAILABLE, text("can't be reached", words, ""));
    }

    private Failure internal(Words words) {
        if (words.has("Stub process", "stub process")) {
            return transientFailure(
                    "backend-dead",
                    text(
                            "has lost the process that computes it",
                            words,
                            "Load the model again, or restart the server."));
        }
        return rejected(BACKEND_FAILED, text("failed", words, ""));
    }

    private Failure exhausted(Words words) {
        if (words.has("exceeds maximum size", "Max message size", "message larger than max")) {
            return rejected(
                    "response-too-large",
                    text(
                            "answered with more than model.max-message-size",
                            words,
                            "Raise it, or lower batching.max-items."));
        }
        if (words.has("metadata size exceeds")) {
            return misconfigured(
                    "headers-too-large", text("takes no such headers", words, "Shorten model.token or model.headers."));
        }
        return transientFailure(OVERLOADED, text("is overloaded", words, "Lower batching.max-in-flight."));
    }

    private Failure unimplemented(Words words) {
        if (words.has("decoupled")) {
            return misconfigured(
                    "model-decoupled",
                    text(
                            "became one that answers in parts",
                            words,
                            "Start the job anew, so that it asks accordingly."));
        }
        if (words.isEmpty() || words.has("Method not found", "HTTP status code", "unknown method", "unknown service")) {
            return misconfigured(
                    NO_INFERENCE_SERVER,
                    text(
                            "can't be asked: what listens there doesn't speak KServe v2",
                            words,
                            "Let model.endpoint name Triton's gRPC port, by default 8001."));
        }
        return rejected("unsupported", text("does not support this", words, ""));
    }

    private Failure refused(Words words) {
        return rejected("model-refused", text("refused the request", words, ""));
    }

    private String text(String what, Words words, String advice) {
        String quote = words.isEmpty() ? "." : ": " + words.shortened(MAX_QUOTE);
        return target + " " + what + quote + (quote.endsWith(".") ? "" : ".") + (advice.isEmpty() ? "" : " " + advice);
    }
}
