package io.bloomline.inference.djl;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An input or output as the ONNX file declares it.
 *
 * @param name  its name
 * @param type  type of its numbers
 * @param shape size of each dimension, -1 where it is free
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Tensor(String name, OnnxJavaType type, long[] shape) {

    static Tensor of(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo info
                ? new Tensor(node.getName(), info.type, info.getShape())
                : new Tensor(node.getName(), OnnxJavaType.UNKNOWN, new long[0]);
    }

    int rank() {
        return shape.length;
    }

    boolean is(OnnxJavaType wantedType, int wantedRank) {
        return type == wantedType && rank() == wantedRank;
    }

    @Override
    public String toString() {
        String sizes = Arrays.stream(shape)
                .mapToObj(size -> size < 0 ? "?" : Long.toString(size))
                .collect(Collectors.joining(", "));
        return name + " " + type + "[" + sizes + "]";
    }
}
