package io.bloomline.inference.triton;

import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import java.util.List;

/** Reads the answers to a batch out of a response. */
interface AnswerReader {

    /** The outputs it reads, which are all that a request asks for. */
    List<TensorSpec> outputs();

    /**
     * The answers.
     *
     * @param batch as it was encoded
     * @param parts the response, in one part or several
     * @return one answer per request, in their order
     * @throws io.bloomline.failure.FailureException when the response can't be true
     */
    List<InferenceResponse> read(List<InferenceRequest> batch, List<ModelInferResponse> parts);

    /** Checks that a tensor has a row for each request. */
    static void requireRows(TensorReader tensor, boolean batched, int rows) {
        if (batched && (tensor.shape().isEmpty() || tensor.shape().get(0) != rows)) {
            throw BadResponse.because(tensor + " to " + rows + (rows == 1 ? " request" : " requests"));
        }
    }
}
