package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.proto.DataType;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelMetadataResponse.TensorMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** The models of our own repository are understood as their {@code config.pbtxt} says it, without a word in a job file. */
class ModelRepositoryTest {

    private static final Logger PARSER_LOG = Logger.getLogger(TextFormat.class.getName());

    private static final Path REPOSITORY = Path.of("../deploy/triton/model-repository");

    @Test
    void asksBloomNanoByItsText() throws IOException {
        ModelBinding binding = match("bloom-nano", Output.TEXT);

        var request = binding.encode(
                List.of(
                        new Generate("Monday", new int[1], new GenerationParameters(8, 0.5, 40, 0.75, 7)),
                        new Generate("lundi", new int[1], GenerationParameters.greedy(16))),
                "id");

        assertThat(Asked.inputs(request))
                .containsExactly(
                        "text_input BYTES[2, 1] = [Monday, lundi]",
                        "max_tokens INT32[2, 1] = [8, 16]",
                        "temperature FP32[2, 1] = [0.5, 1.0]",
                        "top_k INT32[2, 1] = [40, 1]",
                        "top_p FP32[2, 1] = [0.75, 1.0]",
                        "seed INT64[2, 1] = [7, 0]");
        assertThat(Asked.outputs(request)).containsExactly("text_output", "finish_reason", "num_output_tokens");
        assertThat(binding.maxBatchSize()).isEqualTo(64);
        assertThat(binding.needsTokens()).isFalse();
    }

    @Test
    void saysWhatTextModelsHoldAndTheirLicences() throws IOException {
        assertThat(parameter("bloom-nano", "max_tokens")).isEqualTo("256");
        assertThat(parameter("bloom-nano", "license")).isEqualTo("Apache-2.0");
        assertThat(parameter("bloomz", "max_tokens")).isEqualTo("2048");
        assertThat(parameter("bloomz", "license")).isEqualTo("bigscience-bloom-rail-1.0");
    }

    @Test
    void asksBloomNanoEmbeddingByTokens() throws IOException {
        ModelBinding binding = match("bloom-nano-embedding", Output.VECTOR);

        var request = binding.encode(List.of(new Embed("a", new int[] {5, 6}), new Embed("b", new int[] {7})), "id");

        assertThat(Asked.inputs(request))
                .containsExactly("input_ids INT64[2, 2] = [5, 6, 7, 0]", "attention_mask INT64[2, 2] = [1, 1, 1, 0]");
        assertThat(Asked.outputs(request)).containsExactly("sentence_embedding");
        assertThat(binding.needsTokens()).isTrue();
    }

    @Test
    void keepsOneCopyOfTheWeightsForTheDecoder() throws IOException {
        Path decoder = REPOSITORY.resolve("bloom-nano-decoder/1/model.onnx");

        assertThat(Files.mismatch(decoder, REPOSITORY.resolve("bloom-nano/1/model.onnx")))
                .isEqualTo(-1);
    }

    private static String parameter(String model, String name) throws IOException {
        return config(model).getParametersOrThrow(name).getStringValue();
    }

    private static ModelBinding match(String model, Output wanted) throws IOException {
        ModelConfig config = config(model);
        ModelMetadataResponse.Builder metadata =
                ModelMetadataResponse.newBuilder().setName(config.getName()).setPlatform(config.getBackend());
        config.getInputList()
                .forEach(
                        input -> metadata.addInputs(tensor(input.getName(), input.getDataType(), input.getDimsList())));
        config.getOutputList()
                .forEach(output ->
                        metadata.addOutputs(tensor(output.getName(), output.getDataType(), output.getDimsList())));
        return ModelBinding.match(metadata.build(), config, BindingOverrides.NONE, wanted);
    }

    /** As a server tells it: with the batch dimension. */
    private static TensorMetadata tensor(String name, DataType type, List<Long> dims) {
        String datatype = type == DataType.TYPE_STRING ? "BYTES" : type.name().substring("TYPE_".length());
        return TensorMetadata.newBuilder()
                .setName(name)
                .setDatatype(datatype)
                .addShape(-1)
                .addAllShape(dims)
                .build();
    }

    private static ModelConfig config(String model) throws IOException {
        ModelConfig.Builder config = ModelConfig.newBuilder();
        // Our protocol has those fields only that are used, and the parser would warn of each other one.
        PARSER_LOG.setLevel(Level.OFF);
        TextFormat.Parser parser =
                TextFormat.Parser.newBuilder().setAllowUnknownFields(true).build();
        parser.merge(Files.readString(REPOSITORY.resolve(model).resolve("config.pbtxt")), config);
        return config.build();
    }
}
