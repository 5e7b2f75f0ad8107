package io.bloomline.inference.triton;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.bloomline.inference.InferenceRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The same for every request, as the job file says it.
 *
 * @param spec     the tensor
 * @param batched  whether it has a row per request
 * @param elements number of elements of a row
 * @param row      those elements in raw form
 */
record FixedInput(TensorSpec spec, boolean batched, int elements, ByteString row) implements InputTensor {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What the job file says; empty if it doesn't fit the tensor.
     *
     * @param value one element, or a JSON array of them
     */
    static Optional<FixedInput> parse(TensorSpec spec, boolean batched, String value) {
        List<String> elements = elements(value);
        if (spec.shapeFor(batched, 1, elements.size()).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FixedInput(spec, batched, elements.size(), raw(spec.type(), elements)));
        } catch (IllegalArgumentException notOfThisType) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<TensorData> data(List<InferenceRequest> batch) {
        return Optional.of(new TensorData(
                InputTensor.shape(spec, batched, batch.size(), elements),
                ByteString.copyFrom(Collections.nCopies(batch.size(), row))));
    }

    private static List<String> elements(String value) {
        try {
            JsonNode json = JSON.readTree(value);
            if (json != null && json.isArray()) {
                List<String> elements = new ArrayList<>();
                json.forEach(element -> elements.add(element.asText()));
                return elements;
            }
        } catch (JacksonException notJson) {
            return List.of(value);
        }
        return List.of(value);
    }

    private static ByteString raw(TensorType type, List<String> elements) {
        if (type == TensorType.BYTES) {
            return TensorWriter.texts(elements);
        }
        TensorWriter tensor = new TensorWriter(type, elements.size());
        for (String element : elements) {
            switch (type) {
                case BOOL -> tensor.integer(bool(element) ? 1 : 0);
                case FP32, FP64 -> tensor.real(Double.parseDouble(element));
                case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> tensor.integer(whole(type, element));
                default -> throw new IllegalArgumentException(type + " can't be written");
            }
        }
        return tensor.written();
    }

    private static boolean bool(String element) {
        return switch (element) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static long whole(TensorType type, String element) {
        if (type == TensorType.UINT64) {
            return Long.parseUnsignedLong(element);
        }
        boolean signed = type.name().startsWith("INT");
        int bits = type.size() * Byte.SIZE - (signed ? 1 : 0);
        long value = Long.parseLong(element);
        if (bits < Long.SIZE - 1 && value >> bits != 0 && !(signed && value >> bits == -1)) {
            throw new IllegalArgumentException(value + " is beyond " + type);
        }
        return value;
    }
}
