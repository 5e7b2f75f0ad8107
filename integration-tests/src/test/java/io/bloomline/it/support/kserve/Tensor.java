package io.bloomline.it.support.kserve;

import io.bloomline.inference.triton.proto.DataType;
import io.bloomline.inference.triton.proto.ModelInput;
import io.bloomline.inference.triton.proto.ModelMetadataResponse.TensorMetadata;
import io.bloomline.inference.triton.proto.ModelOutput;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * An input or output of a served model.
 *
 * @param name     its name
 * @param type     type of its elements
 * @param dims     dimensions without that of the batch; -1 varies
 * @param optional whether a request may leave it out
 */
record Tensor(String name, DataType type, List<Long> dims, boolean optional) {

    static final long VARIES = -1;

    static Tensor of(String name, DataType type, long... dims) {
        return new Tensor(name, type, boxed(dims), false);
    }

    static Tensor optional(String name, DataType type, long... dims) {
        return new Tensor(name, type, boxed(dims), true);
    }

    /** The type's name in requests and metadata, which isn't the one in configurations. */
    String typeName() {
        return type == DataType.TYPE_STRING ? "BYTES" : type.name().substring("TYPE_".length());
    }

    /** Bytes per element; 0 when they vary. */
    int elementSize() {
        return switch (type) {
            case TYPE_BOOL -> 1;
            case TYPE_INT32, TYPE_UINT32, TYPE_FP32 -> Integer.BYTES;
            case TYPE_INT64, TYPE_UINT64 -> Long.BYTES;
            case TYPE_STRING -> 0;
            default -> throw new IllegalArgumentException("No served model has tensors of " + type);
        };
    }

    /** The shape that metadata give: with the batch dimension. */
    List<Long> shape(boolean batched) {
        return batched ? Stream.concat(Stream.of(VARIES), dims.stream()).toList() : dims;
    }

    TensorMetadata metadata(boolean batched) {
        return TensorMetadata.newBuilder()
                .setName(name)
                .setDatatype(typeName())
                .addAllShape(shape(batched))
                .build();
    }

    ModelInput asInput() {
        return ModelInput.newBuilder()
                .setName(name)
                .setDataType(type)
                .addAllDims(dims)
                .setOptional(optional)
                .build();
    }

    ModelOutput asOutput() {
        return ModelOutput.newBuilder()
                .setName(name)
                .setDataType(type)
                .addAllDims(dims)
                .build();
    }

    private static List<Long> boxed(long... dims) {
        return LongStream.of(dims).boxed().toList();
    }
}
