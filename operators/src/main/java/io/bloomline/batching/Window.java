package io.bloomline.batching;

import java.util.List;

/**
 * Requests that stand side by side in a {@link LengthOrder}: a possible batch.
 *
 * @param order where they stand
 * @param from  the first, its shortest
 * @param to    after the last, which is its longest
 * @param merit how good a batch it is, above zero; higher is better
 */
record Window(LengthOrder order, int from, int to, double merit) {

    /** Takes them out. */
    List<Pending> take() {
        return order.take(from, to);
    }
}
