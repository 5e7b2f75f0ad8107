package io.bloomline.inference.triton;

import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import java.util.List;

/**
 * Which of a model's tensors carry what: turns a batch into a request, and the response into answers. Matched once, when
 * the model is opened. Immutable and without any network.
 */
@SuppressWarnings("DoNotCallSuggester") // signatures only, until models are matched
final class ModelBinding {

    private ModelBinding() {}

    /**
     * Finds out how to talk to a model.
     *
     * @param metadata  what the server says of the model's tensors
     * @param config    the model's configuration; the default instance where a server has none
     * @param overrides what the job file says of it
     * @param wanted    what the task needs
     * @throws io.bloomline.failure.FailureException {@code MISCONFIGURED} when the model can't be talked to; its message
     *     shows the model's signature and the keys of the job file to set
     */
    static ModelBinding match(
            ModelMetadataResponse metadata,
            ModelConfig config,
            BindingOverrides overrides,
            ModelDescription.Output wanted) {
        throw notYet();
    }

    /**
     * The request for a batch, without model version and parameters.
     *
     * @param batch one request or more of the kind that was wanted, at most {@link #maxBatchSize}
     * @param id    comes back in the response
     * @throws io.bloomline.failure.FailureException when the model can't be asked for this
     */
    ModelInferRequest encode(List<InferenceRequest> batch, String id) {
        throw notYet();
    }

    /**
     * The answers to a batch, in its order.
     *
     * @throws io.bloomline.failure.FailureException when the response can't be true
     */
    List<InferenceResponse> decode(List<InferenceRequest> batch, ModelInferResponse response) {
        return decode(batch, List.of(response));
    }

    /**
     * The answers to a batch whose response came in parts, as a decoupled model may send them: texts are joined in the
     * parts' order, and a part without outputs counts for nothing.
     *
     * @throws io.bloomline.failure.FailureException when the response can't be true
     */
    List<InferenceResponse> decode(List<InferenceRequest> batch, List<ModelInferResponse> parts) {
        throw notYet();
    }

    /** Whether the model answers on the stream only. */
    boolean decoupled() {
        throw notYet();
    }

    /** Most requests of one call, at least 1; {@link Integer#MAX_VALUE} where the model names no limit. */
    int maxBatchSize() {
        throw notYet();
    }

    /** Whether it reads token ids, so that they must come from the model's own tokenizer. */
    boolean needsTokens() {
        throw notYet();
    }

    private static UnsupportedOperationException notYet() {
        return new UnsupportedOperationException("Models can't be matched yet");
    }
}
