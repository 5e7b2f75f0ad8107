package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;

/** Says what is wrong with a response that can't be true. */
final class BadResponse {

    private BadResponse() {}

    /** It may be one request's fault: the batch is halved, and what remains is a dead letter. */
    static FailureException because(String what) {
        return new FailureException(Failure.rejected("bad-response", "The model answered with " + what + "."));
    }

    static FailureException notFinite(int number, int of, float value) {
        return new FailureException(Failure.rejected(
                "not-finite",
                "The model answered with a vector whose number " + number + " of " + of + " is " + value + "."));
    }

    /** It isn't what the model said of itself when it was opened, so no document is at fault. */
    static FailureException modelChanged(TensorSpec expected, String what) {
        return new FailureException(Failure.misconfigured(
                "model-changed",
                "The model said that it gives " + expected + ", but answered with " + what
                        + ". If it was replaced under the running job, start the job anew; else set"
                        + " model.tensors.output."));
    }
}
