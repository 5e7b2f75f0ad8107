package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferInputTensor;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferRequestedOutputTensor;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import java.util.List;
import java.util.Set;

/**
 * Which of a model's tensors carry what: turns a batch into a request, and the response into answers. Matched once, when
 * the model is opened. Immutable and without any network.
 */
final class ModelBinding {

    private static final Set<String> CONTINUOUS_BACKENDS = Set.of("vllm", "tensorrtllm");

    private final ModelSignature signature;
    private final Output wanted;
    private final List<InputTensor> inputs;
    private final AnswerReader answers;
    private final GenerationSupport support;
    private final int maxBatchSize;

    /** See {@link ModelMatcher}, which knows what fits together. */
    ModelBinding(
            ModelSignature signature,
            Output wanted,
            List<InputTensor> inputs,
            AnswerReader answers,
            GenerationSupport support,
            int maxBatchSize) {
        this.signature = signature;
        this.wanted = wanted;
        this.inputs = inputs;
        this.answers = answers;
        this.support = support;
        this.maxBatchSize = maxBatchSize;
    }

    /**
     * Finds out how to talk to a model.
     *
     * @param metadata  what the server says of the model's tensors
     * @param config    the model's configuration; the default instance where a server has none
     * @param overrides what the job file says of it
     * @param wanted    what the task needs
     * @throws FailureException {@code MISCONFIGURED} when the model can't be talked to; its message shows the model's
     *     signature and the keys of the job file to set
     */
    static ModelBinding match(
            ModelMetadataResponse metadata,
            ModelConfig config,
            BindingOverrides overrides,
            ModelDescription.Output wanted) {
        return new ModelMatcher(ModelSignature.of(metadata, config), overrides, wanted).match();
    }

    /**
     * The request for a batch, without model version and parameters. Only the outputs that are read are asked for.
     *
     * @param batch one request or more of the kind that was wanted, at most {@link #maxBatchSize}
     * @param id    comes back in the response
     * @throws FailureException when the model can't be asked for this
     */
    ModelInferRequest encode(List<InferenceRequest> batch, String id) {
        require(batch);
        ModelInferRequest.Builder request =
                ModelInferRequest.newBuilder().setModelName(signature.model()).setId(id);
        for (InputTensor input : inputs) {
            input.data(batch).ifPresent(data -> request.addInputs(InferInputTensor.newBuilder()
                            .setName(input.spec().name())
                            .setDatatype(input.spec().datatype())
                            .addAllShape(data.shape()))
                    .addRawInputContents(data.contents()));
        }
        for (TensorSpec output : answers.outputs()) {
            request.addOutputs(InferRequestedOutputTensor.newBuilder().setName(output.name()));
        }
        return request.build();
    }

    /**
     * The answers to a batch, in its order.
     *
     * @param batch    as it was encoded
     * @param response the whole response; that it is the one to this batch, by its id, is for the caller to see
     * @throws FailureException when the response can't be true
     */
    List<InferenceResponse> decode(List<InferenceRequest> batch, ModelInferResponse response) {
        return decode(batch, List.of(response));
    }

    /**
     * The answers to a batch whose response came in parts, as a decoupled model may send them: texts are joined in the
     * parts' order, and a part without outputs counts for nothing.
     *
     * @throws FailureException when the response can't be true
     */
    List<InferenceResponse> decode(List<InferenceRequest> batch, List<ModelInferResponse> parts) {
        return answers.read(batch, parts);
    }

    /** Whether the model answers on the stream only. */
    /** Whether the model takes single requests and batches them itself: those do that stream texts as they write them. */
    boolean continuous() {
        return signature.decoupled() || CONTINUOUS_BACKENDS.contains(signature.backend());
    }

    boolean decoupled() {
        return signature.decoupled();
    }

    /** Most requests of one call, at least 1; {@link Integer#MAX_VALUE} where the model names no limit. */
    int maxBatchSize() {
        return maxBatchSize;
    }

    /** Whether it reads token ids, so that they must come from the model's own tokenizer. */
    boolean needsTokens() {
        return inputs.stream().anyMatch(TokenInput.class::isInstance);
    }

    private void require(List<InferenceRequest> batch) {
        if (batch.isEmpty() || batch.size() > maxBatchSize) {
            throw new IllegalArgumentException(
                    "The batch has " + batch.size() + " requests; it must have from 1 to " + maxBatchSize);
        }
        Class<?> kind = wanted == Output.TEXT ? Generate.class : Embed.class;
        if (!batch.stream().allMatch(kind::isInstance)) {
            throw new FailureException(Failure.misconfigured(
                    "model-output",
                    "Model " + signature.model() + " answers with a " + (wanted == Output.TEXT ? "text" : "vector")
                            + ", which is not what the task asks for. Set model.name to a model that fits the task."));
        }
        for (InferenceRequest request : batch) {
            if (request instanceof Generate generate) {
                support.require(generate.parameters());
            }
        }
    }
}
