package io.bloomline.it.benchmark.gpu;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.bloomline.inference.triton.proto.DataType;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelInferResponse.InferOutputTensor;
import io.bloomline.inference.triton.proto.ModelInput;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelMetadataResponse.TensorMetadata;
import io.bloomline.inference.triton.proto.ModelOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Texts to texts: always the same one. */
record Writer() implements Answerer {

    private static final byte[] TEXT = "what a model would have written".getBytes(UTF_8);

    @Override
    public String name() {
        return "writer";
    }

    @Override
    public void describe(ModelMetadataResponse.Builder metadata) {
        metadata.addInputs(tensor("text_input", "BYTES"));
        metadata.addInputs(tensor("max_tokens", "INT32"));
        metadata.addOutputs(tensor("text_output", "BYTES"));
    }

    @Override
    public void describe(ModelConfig.Builder config) {
        config.addInput(ModelInput.newBuilder()
                .setName("text_input")
                .setDataType(DataType.TYPE_STRING)
                .addDims(1));
        config.addInput(ModelInput.newBuilder()
                .setName("max_tokens")
                .setDataType(DataType.TYPE_INT32)
                .addDims(1)
                .setOptional(true));
        config.addOutput(ModelOutput.newBuilder()
                .setName("text_output")
                .setDataType(DataType.TYPE_STRING)
                .addDims(1));
    }

    @Override
    public InferOutputTensor output(int rows) {
        return InferOutputTensor.newBuilder()
                .setName("text_output")
                .setDatatype("BYTES")
                .addShape(rows)
                .addShape(1)
                .build();
    }

    @Override
    public ByteString answer(TextRows texts) {
        ByteBuffer answer = ByteBuffer.allocate(texts.count() * (Integer.BYTES + TEXT.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < texts.count(); row++) {
            answer.putInt(TEXT.length).put(TEXT);
        }
        return UnsafeByteOperations.unsafeWrap(answer.flip());
    }

    private static TensorMetadata tensor(String name, String type) {
        return TensorMetadata.newBuilder()
                .setName(name)
                .setDatatype(type)
                .addShape(-1)
                .addShape(1)
                .build();
    }
}
