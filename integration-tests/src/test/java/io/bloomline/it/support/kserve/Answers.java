package io.bloomline.it.support.kserve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelInferResponse.InferOutputTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.List;

/** Writes the outputs of a response, always as raw bytes, as Triton does. */
final class Answers {

    private final ModelInferResponse.Builder response = ModelInferResponse.newBuilder();

    Answers strings(String name, List<Long> shape, Collection<String> elements) {
        return add(name, "BYTES", shape, stringBytes(elements));
    }

    Answers floats(String name, List<Long> shape, float[] elements) {
        ByteBuffer bytes = littleEndian(elements.length * Float.BYTES);
        for (float element : elements) {
            bytes.putFloat(element);
        }
        return add(name, "FP32", shape, ByteString.copyFrom(bytes.flip()));
    }

    Answers unsigned(String name, int element) {
        ByteBuffer bytes = littleEndian(Integer.BYTES).putInt(element);
        return add(name, "UINT32", List.of(1L), ByteString.copyFrom(bytes.flip()));
    }

    Answers add(String name, String type, List<Long> shape, ByteString raw) {
        response.addOutputs(
                InferOutputTensor.newBuilder().setName(name).setDatatype(type).addAllShape(shape));
        response.addRawOutputContents(raw);
        return this;
    }

    ModelInferResponse response() {
        return response.build();
    }

    /** Elements of type BYTES: each its length and its bytes. */
    static ByteString stringBytes(Collection<String> elements) {
        ByteString.Output bytes = ByteString.newOutput();
        for (String element : elements) {
            byte[] utf8 = element.getBytes(UTF_8);
            byte[] length = littleEndian(Integer.BYTES).putInt(utf8.length).array();
            bytes.write(length, 0, length.length);
            bytes.write(utf8, 0, utf8.length);
        }
        return bytes.toByteString();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
