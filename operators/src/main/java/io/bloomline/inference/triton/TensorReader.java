package io.bloomline.inference.triton;

import com.google.protobuf.ByteString;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelInferResponse.InferOutputTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tensor of a response, believed only as far as its shape and its bytes agree.
 *
 * @param spec  what the model says of it
 * @param shape sizes of its dimensions, none negative
 * @param count number of elements, as the shape says
 * @param bytes its elements in raw form
 */
record TensorReader(TensorSpec spec, List<Long> shape, int count, ByteBuffer bytes) {

    /**
     * Finds a tensor in a response.
     *
     * @return empty if the response doesn't hold it
     * @throws io.bloomline.failure.FailureException {@code MISCONFIGURED} if it has another type than the model said,
     *     {@code REJECTED} if its shape and its bytes disagree
     */
    static Optional<TensorReader> find(ModelInferResponse response, TensorSpec spec) {
        for (int i = 0; i < response.getOutputsCount(); i++) {
            InferOutputTensor tensor = response.getOutputs(i);
            if (tensor.getName().equals(spec.name())) {
                return Optional.of(read(tensor, raw(response, i, tensor), spec));
            }
        }
        return Optional.empty();
    }

    private static TensorReader read(InferOutputTensor tensor, ByteString raw, TensorSpec spec) {
        if (!tensor.getDatatype().equals(spec.datatype())) {
            throw BadResponse.modelChanged(spec, "elements of type " + tensor.getDatatype());
        }
        int count = count(tensor);
        ByteBuffer bytes = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int size = spec.type().size();
        if (size > 0 && (long) count * size != bytes.remaining()) {
            throw BadResponse.because(
                    bytes.remaining() + " bytes for " + describe(tensor) + ", which takes " + (long) count * size);
        }
        return new TensorReader(spec, List.copyOf(tensor.getShapeList()), count, bytes);
    }

    /** Triton answers in raw form whatever was asked for; other servers may use the typed one. */
    private static ByteString raw(ModelInferResponse response, int index, InferOutputTensor tensor) {
        if (response.getRawOutputContentsCount() == 0) {
            return TypedContents.raw(TensorType.of(tensor.getDatatype()), tensor.getContents());
        }
        if (response.getRawOutputContentsCount() != response.getOutputsCount()) {
            throw BadResponse.because(response.getRawOutputContentsCount() + " raw contents for "
                    + response.getOutputsCount() + " tensors");
        }
        return response.getRawOutputContents(index);
    }

    private static int count(InferOutputTensor tensor) {
        long count = 1;
        for (long size : tensor.getShapeList()) {
            if (size < 0 || (size > 0 && count > Integer.MAX_VALUE / size)) {
                throw BadResponse.because("the impossible shape " + describe(tensor));
            }
            count *= size;
        }
        return (int) count;
    }

    private static String describe(InferOutputTensor tensor) {
        return tensor.getName() + " " + tensor.getDatatype() + tensor.getShapeList();
    }

    /** As {@code sentence_embedding FP32[2, 192]}. */
    @Override
    public String toString() {
        return spec.name() + " " + spec.datatype() + shape;
    }

    /** All elements of a tensor of real numbers. */
    float[] reals() {
        float[] reals = new float[count];
        switch (spec.type()) {
            case FP32 ->
                bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(reals);
            case FP64 -> {
                for (int i = 0; i < count; i++) {
                    reals[i] = (float) bytes.getDouble(i * Double.BYTES);
                }
            }
            case FP16 -> {
                for (int i = 0; i < count; i++) {
                    reals[i] = HalfFloats.fromFp16(bytes.getShort(i * Short.BYTES));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    reals[i] = HalfFloats.fromBf16(bytes.getShort(i * Short.BYTES));
                }
            }
            default -> throw new IllegalStateException(this + " holds no real numbers");
        }
        return reals;
    }

    /** All elements of a tensor of integers; one beyond the signed 64-bit range comes out negative. */
    long[] integers() {
        long[] integers = new long[count];
        for (int i = 0; i < count; i++) {
            int at = i * spec.type().size();
            integers[i] = switch (spec.type()) {
                case INT8 -> bytes.get(at);
                case UINT8 -> Byte.toUnsignedLong(bytes.get(at));
                case INT16 -> bytes.getShort(at);
                case UINT16 -> Short.toUnsignedLong(bytes.getShort(at));
                case INT32 -> bytes.getInt(at);
                case UINT32 -> Integer.toUnsignedLong(bytes.getInt(at));
                case INT64, UINT64 -> bytes.getLong(at);
                default -> throw new IllegalStateException(this + " holds no integers");
            };
        }
        return integers;
    }

    /** All elements of a tensor of type BYTES, as bytes: a text may be split between them. */
    List<byte[]> texts() {
        ByteBuffer left = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = left.remaining() < Integer.BYTES ? -1 : left.getInt();
            if (length < 0 || length > left.remaining()) {
                throw BadResponse.because("an element " + (i + 1) + " of " + this + " that goes beyond its bytes");
            }
            byte[] text = new byte[length];
            left.get(text);
            texts.add(text);
        }
        if (left.hasRemaining()) {
            throw BadResponse.because(left.remaining() + " bytes more than the elements of " + this + " have");
        }
        return texts;
    }
}
