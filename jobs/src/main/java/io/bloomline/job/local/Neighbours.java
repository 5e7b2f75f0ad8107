package io.bloomline.job.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds for each text the text of another language that its vector is nearest to. */
final class Neighbours {

    private Neighbours() {}

    /**
     * A text and its vector.
     *
     * @param key      names it
     * @param language its language
     * @param vector   as the model made it
     */
    @SuppressWarnings("ArrayRecordComponent") // read only
    record Point(String key, String language, float[] vector) {}

    /**
     * The nearest.
     *
     * @param key    its name
     * @param cosine how near it is: 1 is the same direction
     */
    record Neighbour(String key, double cosine) {}

    /** The nearest of another language, for each point that has any. */
    static Map<String, Neighbour> nearest(List<Point> points) {
        Map<String, Neighbour> nearest = new HashMap<>();
        for (Point point : points) {
            Neighbour found = nearest(point, points);
            if (found != null) {
                nearest.put(point.key(), found);
            }
        }
        return nearest;
    }

    private static @Nullable Neighbour nearest(Point point, List<Point> points) {
        Neighbour best = null;
        for (Point other : points) {
            if (!other.language().equals(point.language())) {
                double cosine = cosine(point.vector(), other.vector());
                if (best == null || cosine > best.cosine()) {
                    best = new Neighbour(other.key(), cosine);
                }
            }
        }
        return best;
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double oneSquared = 0;
        double otherSquared = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
            oneSquared += one[i] * one[i];
            otherSquared += other[i] * other[i];
        }
        return product / Math.sqrt(oneSquared * otherSquared);
    }
}
