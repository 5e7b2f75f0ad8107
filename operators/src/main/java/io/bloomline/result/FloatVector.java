package io.bloomline.result;

import java.util.AbstractList;
import java.util.RandomAccess;

/** A model's vector as the list that Avro's classes ask for; each number is boxed when it is read, and not before. */
final class FloatVector extends AbstractList<Float> implements RandomAccess {

    private final float[] values;

    FloatVector(float[] values) {
        this.values = values;
    }

    @Override
    public Float get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }
}
