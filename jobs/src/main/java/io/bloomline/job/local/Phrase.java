package io.bloomline.job.local;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be said in many languages: a name, a date, a list of names, or a list of names under a date.
 *
 * @param concepts what it is about, in order; at least one
 */
record Phrase(List<Concept> concepts) {

    Phrase {
        concepts = List.copyOf(concepts);
    }

    static Phrase of(Concept concept) {
        return new Phrase(List.of(concept));
    }

    /** The phrase in a language, or null when the language has no name for a part of it. */
    @Nullable
    String in(String language, World world) {
        var names = new ArrayList<String>();
        for (Concept concept : concepts) {
            String name = world.name(language, concept);
            if (name == null) {
                return null;
            }
            names.add(name);
        }
        boolean dated = names.size() > 1 && concepts.get(0).kind().equals(Concept.DATE);
        return dated
                ? names.get(0) + ": " + String.join(", ", names.subList(1, names.size()))
                : String.join(", ", names);
    }

    @Override
    public String toString() {
        return concepts.stream().map(Concept::toString).collect(Collectors.joining(", "));
    }

    /** The kind of thing it is about. */
    String kind() {
        return concepts.get(0).kind();
    }
}
