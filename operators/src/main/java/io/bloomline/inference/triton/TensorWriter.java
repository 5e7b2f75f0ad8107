package io.bloomline.inference.triton;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes elements in the protocol's raw form: little-endian, without gaps, texts behind their lengths. */
final class TensorWriter {

    private final TensorType type;
    private final ByteBuffer bytes;

    /**
     * @param type  BOOL, an integer type, FP32 or FP64
     * @param count number of elements that will be written
     * @throws FailureException {@code REJECTED} when one message can't hold so many
     */
    TensorWriter(TensorType type, long count) {
        this.type = type;
        this.bytes = allocate(count * type.size());
    }

    /** Adds an integer, or 0 and 1 for false and true. The number must fit; that is up to the caller. */
    void integer(long value) {
        switch (type.size()) {
            case 1 -> bytes.put((byte) value);
            case 2 -> bytes.putShort((short) value);
            case 4 -> bytes.putInt((int) value);
            default -> bytes.putLong(value);
        }
    }

    void real(double value) {
        if (type == TensorType.FP32) {
            bytes.putFloat((float) value);
        } else {
            bytes.putDouble(value);
        }
    }

    ByteString written() {
        if (bytes.hasRemaining()) {
            throw new IllegalStateException(bytes.remaining() + " bytes of the tensor have not been written");
        }
        return UnsafeByteOperations.unsafeWrap(bytes.flip()); // nobody else has the buffer
    }

    /**
     * A tensor of type BYTES.
     *
     * @throws FailureException {@code REJECTED} when a text is no valid Unicode, or one message can't hold all of them
     */
    static ByteString texts(Collection<String> texts) {
        // Two passes: what is handed to a server has exactly the length that its elements add up to.
        List<byte[]> encoded = new ArrayList<>(texts.size());
        long total = 0;
        for (String text : texts) {
            byte[] utf8 = utf8(text);
            encoded.add(utf8);
            total += Integer.BYTES + utf8.length;
        }
        ByteBuffer bytes = allocate(total);
        for (byte[] text : encoded) {
            bytes.putInt(text.length).put(text);
        }
        return UnsafeByteOperations.unsafeWrap(bytes.flip());
    }

    private static byte[] utf8(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        // Half of a surrogate pair has become a question mark; looking is faster than an encoder that would report it.
        if (!new String(encoded, StandardCharsets.UTF_8).equals(text)) {
            throw new FailureException(Failure.rejected(
                    "invalid-unicode",
                    "The text holds half of a surrogate pair, which no model can be sent; repair it where it is"
                            + " written."));
        }
        return encoded;
    }

    private static ByteBuffer allocate(long size) {
        if (size > Integer.MAX_VALUE - Long.BYTES) {
            throw new FailureException(Failure.rejected(
                    "request-too-large",
                    "A tensor of the request would have " + size + " bytes, and no message can hold more than "
                            + Integer.MAX_VALUE + ". Lower batching.max-tokens or the length of the documents."));
        }
        return ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
