package io.bloomline.inference.djl;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes ONNX files small enough to know their answers by heart. Field numbers are those of onnx.proto. */
final class OnnxFile {

    static final int FLOAT = 1;
    static final int INT64 = 7;
    /** A dimension of any size. */
    static final long FREE = -1;

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

    OnnxFile input(String name, int type, long... shape) {
        block(graph, 11, value(name, type, shape));
        return this;
    }

    OnnxFile output(String name, int type, long... shape) {
        block(graph, 12, value(name, type, shape));
        return this;
    }

    OnnxFile floats(String name, float[] values, long... shape) {
        ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return constant(name, FLOAT, data.array(), shape);
    }

    OnnxFile integers(String name, long... values) {
        ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(values);
        return constant(name, INT64, data.array(), values.length);
    }

    /** A node with one output and, perhaps, whole numbers as attributes: name and value in turn. */
    OnnxFile node(String operator, String output, String[] inputs, Object... attributes) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        for (String input : inputs) {
            block(node, 1, utf8(input));
        }
        block(node, 2, utf8(output));
        block(node, 4, utf8(operator));
        for (int i = 0; i < attributes.length; i += 2) {
            ByteArrayOutputStream attribute = new ByteArrayOutputStream();
            block(attribute, 1, utf8((String) attributes[i]));
            number(attribute, 3, (Integer) attributes[i + 1]);
            number(attribute, 20, 2);
            block(node, 5, attribute.toByteArray());
        }
        block(graph, 1, node.toByteArray());
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.writeBytes(graph.toByteArray());
        block(named, 2, utf8("graph"));
        ByteArrayOutputStream opset = new ByteArrayOutputStream();
        block(opset, 1, utf8(""));
        number(opset, 2, 17);
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        number(model, 1, 9);
        block(model, 8, opset.toByteArray());
        block(model, 7, named.toByteArray());
        return model.toByteArray();
    }

    private OnnxFile constant(String name, int type, byte[] data, long... shape) {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        for (long size : shape) {
            number(tensor, 1, size);
        }
        number(tensor, 2, type);
        block(tensor, 8, utf8(name));
        block(tensor, 9, data);
        block(graph, 5, tensor.toByteArray());
        return this;
    }

    private static byte[] value(String name, int type, long... shape) {
        ByteArrayOutputStream dimensions = new ByteArrayOutputStream();
        for (int i = 0; i < shape.length; i++) {
            ByteArrayOutputStream dimension = new ByteArrayOutputStream();
            if (shape[i] == FREE) {
                block(dimension, 2, utf8(name + "_" + i));
            } else {
                number(dimension, 1, shape[i]);
            }
            block(dimensions, 1, dimension.toByteArray());
        }
        ByteArrayOutputStream tensorType = new ByteArrayOutputStream();
        number(tensorType, 1, type);
        block(tensorType, 2, dimensions.toByteArray());
        ByteArrayOutputStream valueType = new ByteArrayOutputStream();
        block(valueType, 1, tensorType.toByteArray());
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        block(value, 1, utf8(name));
        block(value, 2, valueType.toByteArray());
        return value.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, ((long) field << 3) | VARINT);
        varint(out, value);
    }

    private static void block(ByteArrayOutputStream out, int field, byte[] content) {
        varint(out, ((long) field << 3) | LENGTH_DELIMITED);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
