package io.bloomline.inference.triton;

import com.google.protobuf.ByteString;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.proto.DataType;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelInferResponse.InferOutputTensor;
import io.bloomline.inference.triton.proto.ModelInput;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelMetadataResponse.TensorMetadata;
import io.bloomline.inference.triton.proto.ModelOutput;
import io.bloomline.it.benchmark.micro.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Texts into a request's tensor, and vectors out of a response's: per document, in batches of 64. It stands in this
 * package because nobody else has to do with tensors.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TensorBenchmark {

    private static final String INPUT = "text_input";
    private static final String OUTPUT = "sentence_embedding";
    private static final int DIMENSIONS = Samples.VECTOR.length;

    private final ModelBinding binding = ModelBinding.match(metadata(), config(), BindingOverrides.NONE, Output.VECTOR);
    private final List<InferenceRequest> batch = Samples.documents().stream()
            .<InferenceRequest>map(document -> new InferenceRequest.Embed(document.getText(), new int[0]))
            .toList();
    private final ModelInferResponse response = ModelInferResponse.newBuilder()
            .addOutputs(InferOutputTensor.newBuilder()
                    .setName(OUTPUT)
                    .setDatatype("FP32")
                    .addShape(Samples.BATCH)
                    .addShape(DIMENSIONS))
            .addRawOutputContents(vectors())
            .build();

    @Benchmark
    @OperationsPerInvocation(Samples.BATCH)
    public ModelInferRequest encodeTexts() {
        return binding.encode(batch, "request");
    }

    @Benchmark
    @OperationsPerInvocation(Samples.BATCH)
    public List<InferenceResponse> decodeVectors() {
        return binding.decode(batch, response);
    }

    private static ModelMetadataResponse metadata() {
        return ModelMetadataResponse.newBuilder()
                .setName("sample")
                .addInputs(tensor(INPUT, "BYTES", 1))
                .addOutputs(tensor(OUTPUT, "FP32", DIMENSIONS))
                .build();
    }

    private static TensorMetadata tensor(String name, String type, int width) {
        return TensorMetadata.newBuilder()
                .setName(name)
                .setDatatype(type)
                .addShape(-1)
                .addShape(width)
                .build();
    }

    private static ModelConfig config() {
        return ModelConfig.newBuilder()
                .setMaxBatchSize(Samples.BATCH)
                .addInput(ModelInput.newBuilder()
                        .setName(INPUT)
                        .setDataType(DataType.TYPE_STRING)
                        .addDims(1))
                .addOutput(ModelOutput.newBuilder()
                        .setName(OUTPUT)
                        .setDataType(DataType.TYPE_FP32)
                        .addDims(DIMENSIONS))
                .build();
    }

    private static ByteString vectors() {
        ByteBuffer bytes =
                ByteBuffer.allocate(Samples.BATCH * DIMENSIONS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < Samples.BATCH; row++) {
            for (float number : Samples.VECTOR) {
                bytes.putFloat(number);
            }
        }
        return ByteString.copyFrom(bytes.flip());
    }
}
