package io.bloomline.inference.djl;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Computes one batch, in one thread. Owns the native memory of all its tensors, and frees it when closed. */
final class Computation implements AutoCloseable {

    private final NDManager tensors;
    private final Predictor<NDList, NDList> predictor;

    Computation(Model model) {
        tensors = model.getNDManager().newSubManager();
        predictor = model.newPredictor(new NoopTranslator());
    }

    NDArray integers(String name, long[] values, long... shape) {
        return named(name, LongBuffer.wrap(values), DataType.INT64, shape);
    }

    NDArray floats(String name, FloatBuffer values, long... shape) {
        return named(name, values, DataType.FLOAT32, shape);
    }

    /** Runs the model; inputs and outputs stay open until they or this are closed. */
    NDList run(NDList inputs) throws TranslateException {
        return predictor.predict(inputs);
    }

    /** Copies a tensor's numbers out of native memory. */
    static FloatBuffer floatsOf(NDArray tensor) {
        return tensor.toByteBuffer().asFloatBuffer();
    }

    @Override
    public void close() {
        predictor.close();
        tensors.close();
    }

    private NDArray named(String name, Buffer values, DataType type, long... shape) {
        NDArray tensor = tensors.create(values, new Shape(shape), type);
        tensor.setName(name);
        return tensor;
    }
}
