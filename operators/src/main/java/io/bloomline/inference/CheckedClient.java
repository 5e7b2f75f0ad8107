package io.bloomline.inference;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.InferenceResponse.Generated;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Adds disbelief: an answer that can't be true is a failure. A response that doesn't fit its request is
 * {@code REJECTED}; vectors that all have another length than before are {@code MISCONFIGURED}, because then the model
 * has been replaced and its vectors don't belong beside the earlier ones.
 */
final class CheckedClient implements InferenceClient {

    private static final int UNKNOWN = 0;

    private final InferenceClient client;
    private final AtomicInteger dimensions = new AtomicInteger(UNKNOWN);

    CheckedClient(InferenceClient client) {
        this.client = client;
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        return InferenceClients.ask(client, batch).thenApply(result -> checked(batch, result));
    }

    @Override
    public void close() {
        client.close();
    }

    private InferenceResult checked(List<InferenceRequest> batch, InferenceResult result) {
        int length = UNKNOWN;
        for (int i = 0; i < batch.size(); i++) {
            InferenceRequest request = batch.get(i);
            InferenceResponse response = result.responses().get(i);
            if (request instanceof Embed && response instanceof Embedded embedded) {
                checkNumbers(embedded.vector());
                if (length != UNKNOWN && length != embedded.vector().length) {
                    throw bad("vectors of " + length + " and of " + embedded.vector().length + " numbers in one batch");
                }
                length = embedded.vector().length;
            } else if (request instanceof Generate generate && response instanceof Generated generated) {
                checkTokens(generate, generated);
            } else {
                throw bad(response.getClass().getSimpleName() + " to a request of kind "
                        + request.getClass().getSimpleName());
            }
        }
        if (length != UNKNOWN) {
            checkDimensions(length);
        }
        return result;
    }

    private static void checkNumbers(float[] vector) {
        if (vector.length == 0) {
            throw bad("a vector without numbers");
        }
        boolean allZero = true;
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw bad("a vector whose number " + (i + 1) + " of " + vector.length + " is " + vector[i]);
            }
            allZero &= vector[i] == 0;
        }
        if (allZero) {
            // It has no direction, so nothing is near it: whoever searches never finds the document.
            throw bad("a vector of " + vector.length + " zeros");
        }
    }

    private static void checkTokens(Generate request, Generated response) {
        int most = request.parameters().maxTokens();
        if (response.outputTokens() < Generated.UNCOUNTED || response.outputTokens() > most) {
            throw bad("a text of " + response.outputTokens() + " tokens where at most " + most + " were asked for");
        }
    }

    private void checkDimensions(int length) {
        if (!dimensions.compareAndSet(UNKNOWN, length) && dimensions.get() != length) {
            throw new FailureException(Failure.misconfigured(
                    "vector-length-changed",
                    "The model answers with vectors of " + length + " numbers, and before with " + dimensions.get()
                            + ": it was replaced under the running job. Start the job anew, with a sink of its own"
                            + " (model.name, sink.topic)."));
        }
    }

    private static FailureException bad(String what) {
        return new FailureException(Failure.rejected("bad-response", "The model answered with " + what + "."));
    }
}
