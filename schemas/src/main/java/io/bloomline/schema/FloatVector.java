package io.bloomline.schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** A vector as the field of a record: a list whose numbers are boxed only for those who ask for objects. */
public final class FloatVector extends AbstractList<Float> implements RandomAccess {

    private final float[] numbers;

    private FloatVector(float[] numbers) {
        this.numbers = numbers;
    }

    /**
     * These numbers as a list.
     *
     * @param numbers not copied, so not to be changed afterwards
     */
    public static FloatVector of(float... numbers) {
        return new FloatVector(numbers);
    }

    /** The number at a place, counted from 0. */
    public float at(int index) {
        return numbers[index];
    }

    @Override
    public Float get(int index) {
        return numbers[index];
    }

    @Override
    public int size() {
        return numbers.length;
    }

    /** The numbers as Avro writes them, four bytes each. */
    byte[] littleEndian() {
        byte[] bytes = new byte[numbers.length * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
        return bytes;
    }

    /** Collects numbers of which nobody knows beforehand how many they are. */
    static final class Builder {

        private float[] numbers = new float[16];
        private int size;

        void add(float number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = number;
        }

        FloatVector build() {
            return new FloatVector(Arrays.copyOf(numbers, size));
        }
    }
}
