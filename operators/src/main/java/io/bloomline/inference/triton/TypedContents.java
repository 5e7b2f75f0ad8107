package io.bloomline.inference.triton;

import com.google.protobuf.ByteString;
import io.bloomline.inference.triton.proto.InferTensorContents;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Brings a tensor from the protocol's typed form into its raw one, so that there is one to read. */
final class TypedContents {

    private TypedContents() {}

    /** Empty for a type that has no typed form; the tensor then has too few bytes. */
    static ByteString raw(TensorType type, InferTensorContents contents) {
        return switch (type) {
            case BYTES -> bytes(contents);
            case FP32 -> {
                ByteBuffer raw = buffer(contents.getFp32ContentsCount(), type);
                contents.getFp32ContentsList().forEach(raw::putFloat);
                yield ByteString.copyFrom(raw.flip());
            }
            case FP64 -> {
                ByteBuffer raw = buffer(contents.getFp64ContentsCount(), type);
                contents.getFp64ContentsList().forEach(raw::putDouble);
                yield ByteString.copyFrom(raw.flip());
            }
            case INT64 -> {
                ByteBuffer raw = buffer(contents.getInt64ContentsCount(), type);
                contents.getInt64ContentsList().forEach(raw::putLong);
                yield ByteString.copyFrom(raw.flip());
            }
            case UINT64 -> {
                ByteBuffer raw = buffer(contents.getUint64ContentsCount(), type);
                contents.getUint64ContentsList().forEach(raw::putLong);
                yield ByteString.copyFrom(raw.flip());
            }
            case INT32 -> {
                ByteBuffer raw = buffer(contents.getIntContentsCount(), type);
                contents.getIntContentsList().forEach(raw::putInt);
                yield ByteString.copyFrom(raw.flip());
            }
            case UINT32 -> {
                ByteBuffer raw = buffer(contents.getUintContentsCount(), type);
                contents.getUintContentsList().forEach(raw::putInt);
                yield ByteString.copyFrom(raw.flip());
            }
            default -> ByteString.EMPTY;
        };
    }

    private static ByteString bytes(InferTensorContents contents) {
        ByteString raw = ByteString.EMPTY;
        for (ByteString element : contents.getBytesContentsList()) {
            ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            raw = raw.concat(ByteString.copyFrom(length.putInt(element.size()).flip()))
                    .concat(element);
        }
        return raw;
    }

    private static ByteBuffer buffer(int count, TensorType type) {
        return ByteBuffer.allocate(count * type.size()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
