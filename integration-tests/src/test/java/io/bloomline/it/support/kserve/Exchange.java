package io.bloomline.it.support.kserve;

import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A call that waits for what the server does about it. Thread-safe. */
public interface Exchange {

    /** What was asked. */
    Call call();

    /** Has the model answer, and sends what a change makes of it. */
    void answer(UnaryOperator<ModelInferResponse> change);

    /**
     * Fails the call: with a status, or over a stream with the status' text alone, as there are no codes there; unless
     * the stream was opened with the header {@code triton_grpc_error}, which has the status end the stream.
     */
    void fail(Status status);

    /** Does something later, on a thread of the server's. */
    void later(Duration delay, Runnable action);

    /** Sends the beginning of the answer, then an error. Streams only. */
    void breakOff(String message);

    /** Sends a message as it is. Streams only. */
    void send(ModelInferResponse message);

    /** Sends an error that says nothing of whose it is. Streams only. */
    void sendNamelessError(String message);

    /** Ends the call, and with it the stream that it came over. */
    void end(Status status);
}
