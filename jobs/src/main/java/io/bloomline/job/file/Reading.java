package io.bloomline.job.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One file being read: the problems found so far, and where each key stands. */
final class Reading {

    private static final Place FILE = new Place("", 1, 1);

    private final Substitution substitution;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();

    Reading(Substitution substitution) {
        this.substitution = substitution;
    }

    void problem(Place place, String message) {
        problems.add(place.problem(message));
    }

    /** Remembers where a key stands. */
    void found(Place place) {
        places.put(place.key(), place);
    }

    boolean has(String key) {
        return places.containsKey(key);
    }

    /** Where a key stands; where its section stands when it has no place of its own. */
    Place place(String key) {
        for (String known = key; !known.isEmpty(); known = parent(known)) {
            Place place = places.get(known);
            if (place != null) {
                return new Place(key, place.line(), place.column());
            }
        }
        return new Place(key, FILE.line(), FILE.column());
    }

    /** Reads a single value, or reports why it is none and returns null. */
    @Nullable
    Scalar scalar(Place place, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            problem(place, "must be a single value, not a list or a mapping");
            return null;
        }
        if (isNull(node)) {
            problem(place, "has no value");
            return null;
        }
        try {
            return new Scalar(place, substitution.apply(scalar.getValue()), scalar.getValue());
        } catch (Substitution.MissingException missing) {
            problem(place, missing.what());
            return null;
        }
    }

    /** Reports where one of two keys is given that make no sense without each other. */
    void together(String one, String other) {
        if (has(one) != has(other)) {
            String given = has(one) ? one : other;
            problem(place(given), "needs " + (has(one) ? other : one) + " beside it");
        }
    }

    /** All problems in the order of the file. */
    List<Problem> problems() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static String parent(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('.')));
    }
}
