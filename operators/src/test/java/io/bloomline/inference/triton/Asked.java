package io.bloomline.inference.triton;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferInputTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads a request as a server does: {@code name[shape] = [elements]}, one line per input. */
final class Asked {

    private Asked() {}

    static List<String> inputs(ModelInferRequest request) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < request.getInputsCount(); i++) {
            InferInputTensor tensor = request.getInputs(i);
            lines.add(tensor.getName() + " " + tensor.getDatatype() + tensor.getShapeList() + " = "
                    + elements(
                            tensor.getDatatype(), request.getRawInputContents(i).asReadOnlyByteBuffer()));
        }
        return lines;
    }

    static List<String> outputs(ModelInferRequest request) {
        return request.getOutputsList().stream()
                .map(ModelInferRequest.InferRequestedOutputTensor::getName)
                .toList();
    }

    private static List<Object> elements(String datatype, ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        List<Object> elements = new ArrayList<>();
        while (bytes.hasRemaining()) {
            elements.add(
                    switch (datatype) {
                        case "BYTES" -> {
                            byte[] text = new byte[bytes.getInt()];
                            bytes.get(text);
                            yield new String(text, UTF_8);
                        }
                        case "BOOL" -> bytes.get() == 1;
                        case "INT16" -> bytes.getShort();
                        case "INT32" -> bytes.getInt();
                        case "INT64", "UINT64" -> bytes.getLong();
                        case "FP32" -> bytes.getFloat();
                        case "FP64" -> bytes.getDouble();
                        default -> throw new IllegalArgumentException(datatype);
                    });
        }
        return elements;
    }
}
