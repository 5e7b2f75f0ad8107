package io.bloomline.preparation;

import io.bloomline.inference.InferenceResponse.Embedded;
import java.util.List;

/** One vector for a whole document from those of its chunks. */
final class PooledVector {

    /** How far from 1 the square of a length may be that is meant to be 1: what float numbers leave. */
    private static final double TOLERANCE = 1e-3;

    private PooledVector() {}

    /**
     * The mean of the chunks' vectors, weighted by their tokens, and scaled to length 1 where all of theirs are.
     *
     * @param exchanges one per chunk, all with vectors of the same size
     */
    static float[] of(List<Exchange> exchanges) {
        double[] sum = new double[vector(exchanges.get(0)).length];
        double tokens = 0;
        boolean normalised = true;
        for (Exchange exchange : exchanges) {
            float[] vector = vector(exchange);
            int weight = exchange.request().tokenIds().length;
            double squares = 0;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (double) weight * vector[i];
                squares += (double) vector[i] * vector[i];
            }
            tokens += weight;
            normalised &= Math.abs(squares - 1) < TOLERANCE;
        }
        return scaled(sum, normalised ? length(sum) : tokens);
    }

    private static double length(double[] vector) {
        double squares = 0;
        for (double component : vector) {
            squares += component * component;
        }
        return Math.sqrt(squares);
    }

    private static float[] scaled(double[] vector, double divisor) {
        float[] scaled = new float[vector.length];
        for (int i = 0; i < scaled.length; i++) {
            // Vectors that cancel each other out have no direction, and stay zero.
            scaled[i] = divisor == 0 ? 0 : (float) (vector[i] / divisor);
        }
        return scaled;
    }

    private static float[] vector(Exchange exchange) {
        return ((Embedded) exchange.answer().response()).vector();
    }
}
