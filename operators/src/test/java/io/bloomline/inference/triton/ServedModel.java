package io.bloomline.inference.triton;

import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelInput;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelMetadataResponse.TensorMetadata;
import io.bloomline.inference.triton.proto.ModelSequenceBatching;
import io.bloomline.inference.triton.proto.ModelTransactionPolicy;
import java.util.Arrays;
import java.util.List;

/** A model as a Triton describes it: metadata with the batch dimension, configuration without. */
final class ServedModel {

    private final int maxBatchSize;
    private final ModelMetadataResponse.Builder metadata =
            ModelMetadataResponse.newBuilder().setName("m").setPlatform("python");
    private final ModelConfig.Builder config = ModelConfig.newBuilder().setName("m");

    private ServedModel(int maxBatchSize) {
        this.maxBatchSize = maxBatchSize;
        config.setMaxBatchSize(maxBatchSize);
    }

    static ServedModel inBatchesOf(int maxBatchSize) {
        return new ServedModel(maxBatchSize);
    }

    static ServedModel oneByOne() {
        return new ServedModel(0);
    }

    /** Bloomline's own model, as its configuration in the model repository says. */
    static ServedModel bloomNanoEmbedding() {
        return inBatchesOf(64)
                .input("input_ids INT64 -1")
                .input("attention_mask INT64 -1")
                .output("last_hidden_state FP32 -1 4")
                .output("sentence_embedding FP32 4");
    }

    /** What Triton's vLLM backend completes a configuration with. */
    static ServedModel vllm() {
        return oneByOne()
                .decoupled()
                .input("text_input BYTES 1")
                .optional("image BYTES -1")
                .optional("stream BOOL 1")
                .optional("sampling_parameters BYTES 1")
                .optional("exclude_input_in_output BOOL 1")
                .optional("return_finish_reason BOOL 1")
                .optional("return_cumulative_logprob BOOL 1")
                .optional("return_logprobs BOOL 1")
                .optional("return_num_input_tokens BOOL 1")
                .optional("return_num_output_tokens BOOL 1")
                .optional("embedding_request BYTES 1")
                .output("text_output BYTES -1")
                .output("finish_reason BYTES -1")
                .output("cumulative_logprob FP32 -1")
                .output("logprobs BYTES -1")
                .output("num_input_tokens UINT32 1")
                .output("num_output_tokens UINT32 -1");
    }

    /** The ensemble of TensorRT-LLM's backend. */
    static ServedModel tensorRtLlm() {
        return inBatchesOf(8)
                .input("text_input BYTES 1")
                .input("max_tokens INT32 1")
                .optional("bad_words BYTES -1")
                .optional("stop_words BYTES -1")
                .optional("end_id INT32 1")
                .optional("pad_id INT32 1")
                .optional("top_k INT32 1")
                .optional("top_p FP32 1")
                .optional("temperature FP32 1")
                .optional("random_seed UINT64 1")
                .optional("return_log_probs BOOL 1")
                .optional("beam_width INT32 1")
                .optional("stream BOOL 1")
                .output("text_output BYTES -1")
                .output("context_logits FP32 -1 -1")
                .output("output_log_probs FP32 -1 -1");
    }

    /** Adds one, by name, type and sizes without the batch dimension, separated by blanks. */
    ServedModel input(String tensor) {
        metadata.addInputs(tensor(tensor));
        config.addInput(ModelInput.newBuilder()
                .setName(metadata.getInputs(metadata.getInputsCount() - 1).getName()));
        return this;
    }

    ServedModel optional(String tensor) {
        input(tensor);
        config.getInputBuilder(config.getInputCount() - 1).setOptional(true);
        return this;
    }

    ServedModel output(String tensor) {
        metadata.addOutputs(tensor(tensor));
        return this;
    }

    ServedModel decoupled() {
        config.setModelTransactionPolicy(ModelTransactionPolicy.newBuilder().setDecoupled(true));
        return this;
    }

    ServedModel withSequences() {
        config.setSequenceBatching(ModelSequenceBatching.getDefaultInstance());
        return this;
    }

    ModelBinding matchText() {
        return matchText(BindingOverrides.NONE);
    }

    ModelBinding matchText(BindingOverrides overrides) {
        return ModelBinding.match(metadata.build(), config.build(), overrides, Output.TEXT);
    }

    ModelBinding matchVectors() {
        return matchVectors(BindingOverrides.NONE);
    }

    ModelBinding matchVectors(BindingOverrides overrides) {
        return ModelBinding.match(metadata.build(), config.build(), overrides, Output.VECTOR);
    }

    private TensorMetadata tensor(String text) {
        List<String> words = Arrays.asList(text.split(" "));
        TensorMetadata.Builder tensor =
                TensorMetadata.newBuilder().setName(words.get(0)).setDatatype(words.get(1));
        if (maxBatchSize > 0) {
            tensor.addShape(-1);
        }
        words.subList(2, words.size()).forEach(size -> tensor.addShape(Long.parseLong(size)));
        return tensor.build();
    }
}
