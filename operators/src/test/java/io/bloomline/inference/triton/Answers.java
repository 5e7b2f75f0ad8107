package io.bloomline.inference.triton;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelInferResponse.InferOutputTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds responses byte by byte, as the protocol describes them and without the code under test. */
final class Answers {

    private final ModelInferResponse.Builder response = ModelInferResponse.newBuilder();

    private Answers() {}

    static Answers answer() {
        return new Answers();
    }

    static Answers text(String... texts) {
        return answer().add("text_output", "BYTES", Answers.bytes(texts), texts.length);
    }

    static Answers floats(String name, float[] numbers, long... shape) {
        return answer().add(name, "FP32", bytes(numbers), shape);
    }

    Answers add(String name, String datatype, byte[] contents, long... shape) {
        InferOutputTensor.Builder tensor =
                InferOutputTensor.newBuilder().setName(name).setDatatype(datatype);
        for (long size : shape) {
            tensor.addShape(size);
        }
        response.addOutputs(tensor).addRawOutputContents(ByteString.copyFrom(contents));
        return this;
    }

    ModelInferResponse build() {
        return response.build();
    }

    static byte[] bytes(String... texts) {
        byte[][] all = new byte[texts.length][];
        int total = 0;
        for (int i = 0; i < texts.length; i++) {
            all[i] = texts[i].getBytes(UTF_8);
            total += 4 + all[i].length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        for (byte[] text : all) {
            bytes.putInt(text.length).put(text);
        }
        return bytes.array();
    }

    static byte[] bytes(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }

    static byte[] bytes(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.array();
    }
}
