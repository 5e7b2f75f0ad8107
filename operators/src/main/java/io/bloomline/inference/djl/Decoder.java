package io.bloomline.inference.djl;

import static io.bloomline.inference.djl.Signature.ATTENTION_MASK;
import static io.bloomline.inference.djl.Signature.INPUT_IDS;
import static io.bloomline.inference.djl.Signature.LOGITS;
import static io.bloomline.inference.djl.Signature.PAST;
import static io.bloomline.inference.djl.Signature.PRESENT;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.TranslateException;
import java.nio.FloatBuffer;

/**
 * Reads a batch column by column and remembers the keys and values of what it has read. Used by one thread; all its
 * tensors are the computation's, which outlives it.
 */
final class Decoder {

    private final Computation computation;
    private final Signature.Text signature;
    private final int columnsAtOnce;
    private TokenGrid read;
    private NDList past = new NDList();

    /**
     * Starts with nothing read.
     *
     * @param columnsAtOnce most columns that the model is given at once, at least 1
     */
    Decoder(Computation computation, Signature.Text signature, int rows, int columnsAtOnce) {
        this.computation = computation;
        this.signature = signature;
        this.columnsAtOnce = columnsAtOnce;
        this.read = TokenGrid.empty(rows);
        for (String name : signature.cache()) {
            past.add(computation.floats(
                    PAST + name, FloatBuffer.allocate(0), rows, signature.heads(), 0, signature.headSize()));
        }
    }

    /**
     * Reads further columns.
     *
     * @return per row, the logits of its last column: one per token id of the vocabulary
     */
    float[][] read(TokenGrid columns) throws TranslateException {
        int start = 0;
        while (columns.width() - start > columnsAtOnce) {
            step(columns.columns(start, start + columnsAtOnce)).close();
            start += columnsAtOnce;
        }
        TokenGrid rest = columns.columns(start, columns.width());
        try (NDArray logits = step(rest)) {
            return lastColumn(logits, rest);
        }
    }

    /** Forgets all rows but these. */
    void keep(int[] rows) {
        NDList kept = new NDList();
        for (NDArray tensor : past) {
            FloatBuffer numbers = Computation.floatsOf(tensor);
            long[] shape = tensor.getShape().getShape();
            int size = numbers.capacity() / read.rows();
            float[] some = new float[rows.length * size];
            for (int i = 0; i < rows.length; i++) {
                numbers.get(rows[i] * size, some, i * size, size);
            }
            shape[0] = rows.length;
            kept.add(computation.floats(tensor.getName(), FloatBuffer.wrap(some), shape));
        }
        past.close();
        past = kept;
        read = read.keep(rows);
    }

    /** Reads columns at once and gives the logits of all of them. */
    private NDArray step(TokenGrid columns) throws TranslateException {
        read = read.beside(columns);
        NDList inputs = new NDList(past);
        inputs.add(computation.integers(INPUT_IDS, columns.ids(), columns.rows(), columns.width()));
        inputs.add(computation.integers(ATTENTION_MASK, read.mask(), read.rows(), read.width()));
        NDList outputs = computation.run(inputs);
        inputs.close();
        past = new NDList();
        for (String name : signature.cache()) {
            NDArray present = outputs.get(PRESENT + name);
            present.setName(PAST + name);
            past.add(present);
        }
        return outputs.get(LOGITS);
    }

    private static float[][] lastColumn(NDArray logits, TokenGrid columns) {
        FloatBuffer numbers = Computation.floatsOf(logits);
        int vocabularySize = (int) logits.getShape().get(2);
        float[][] last = new float[columns.rows()][vocabularySize];
        for (int row = 0; row < columns.rows(); row++) {
            numbers.get(((row + 1) * columns.width() - 1) * vocabularySize, last[row]);
        }
        return last;
    }
}
