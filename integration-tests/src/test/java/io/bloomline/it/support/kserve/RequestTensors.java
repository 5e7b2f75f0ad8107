package io.bloomline.it.support.kserve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferInputTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the tensors of a request, by name, whichever way it carries their elements. */
final class RequestTensors {

    private final ModelInferRequest request;
    private final Map<String, Integer> places = new TreeMap<>();

    RequestTensors(ModelInferRequest request) {
        this.request = request;
        for (int i = 0; i < request.getInputsCount(); i++) {
            places.put(request.getInputs(i).getName(), i);
        }
    }

    boolean has(String name) {
        return places.containsKey(name);
    }

    /** The raw bytes of a tensor, or null when it carries its elements one by one. */
    @Nullable
    ByteString raw(String name) {
        return request.getRawInputContentsCount() == 0 ? null : request.getRawInputContents(place(name));
    }

    List<Long> shape(String name) {
        return request.getInputs(place(name)).getShapeList();
    }

    List<String> strings(String name) {
        ByteString raw = raw(name);
        if (raw == null) {
            return input(name).getContents().getBytesContentsList().stream()
                    .map(ByteString::toStringUtf8)
                    .toList();
        }
        List<String> strings = new ArrayList<>();
        ByteBuffer bytes = littleEndian(raw);
        while (bytes.hasRemaining()) {
            byte[] element = new byte[bytes.getInt()];
            bytes.get(element);
            strings.add(new String(element, UTF_8));
        }
        return strings;
    }

    List<Long> longs(String name) {
        return elements(
                name, Long.BYTES, ByteBuffer::getLong, input(name).getContents().getInt64ContentsList());
    }

    List<Integer> integers(String name) {
        return elements(
                name,
                Integer.BYTES,
                ByteBuffer::getInt,
                input(name).getContents().getIntContentsList());
    }

    List<Float> floats(String name) {
        return elements(
                name,
                Float.BYTES,
                ByteBuffer::getFloat,
                input(name).getContents().getFp32ContentsList());
    }

    /** Whether a tensor of one truth is there and true. */
    boolean flag(String name) {
        return has(name)
                && elements(
                                name,
                                1,
                                bytes -> bytes.get() != 0,
                                input(name).getContents().getBoolContentsList())
                        .get(0);
    }

    private <T> List<T> elements(String name, int size, Function<ByteBuffer, T> read, List<T> typed) {
        ByteString raw = raw(name);
        if (raw == null) {
            return typed;
        }
        ByteBuffer bytes = littleEndian(raw);
        List<T> elements = new ArrayList<>(bytes.remaining() / size);
        while (bytes.hasRemaining()) {
            elements.add(read.apply(bytes));
        }
        return elements;
    }

    private InferInputTensor input(String name) {
        return request.getInputs(place(name));
    }

    private int place(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("The request has no input " + name);
        }
        return place;
    }

    private static ByteBuffer littleEndian(ByteString bytes) {
        return bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
