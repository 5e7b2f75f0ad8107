package io.bloomline.job.file;

import io.bloomline.job.file.Option.Absent;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The keys that a job file may have, by section. */
final class KeyTree {

    private final Map<String, Set<String>> namesBySection = new LinkedHashMap<>();
    private final Collection<Option<?>> options;

    KeyTree(List<Option<?>> options) {
        this.options = options;
        for (var option : options) {
            String key = option.key();
            while (!key.isEmpty()) {
                String section = key.substring(0, Math.max(0, key.lastIndexOf('.')));
                namesBySection
                        .computeIfAbsent(section, any -> new LinkedHashSet<>())
                        .add(key.substring(section.isEmpty() ? 0 : section.length() + 1));
                key = section;
            }
        }
    }

    /** The nodes of all known keys that are not sections, by dotted key; unknown and repeated keys are reported. */
    Map<String, Node> find(Reading reading, Node root) {
        var found = new HashMap<String, Node>();
        visit(reading, "", Place.of("", root.getStartMark()), root, found);
        return found;
    }

    /** The names in a section. */
    Collection<String> names(String section) {
        return namesBySection.getOrDefault(section, Set.of());
    }

    /** The names in a section that must be given. */
    List<String> required(String section) {
        return options.stream()
                .filter(option -> option.section().equals(section) && option.absent() instanceof Absent.Refused)
                .map(option -> option.key().substring(section.length() + 1))
                .toList();
    }

    private void visit(Reading reading, String section, Place place, Node node, Map<String, Node> found) {
        if (Reading.isNull(node)) {
            return;
        }
        if (!(node instanceof MappingNode mapping)) {
            reading.problem(place, "must be a mapping with the keys " + String.join(", ", names(section)));
            return;
        }
        for (var tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String key = section.isEmpty() ? name : section + "." + name;
            Place at = Place.of(key, tuple.getKeyNode().getStartMark());
            if (!names(section).contains(name)) {
                reading.problem(at, "is unknown" + advice(section, name));
            } else if (reading.has(key)) {
                reading.problem(at, "stands there twice");
            } else {
                reading.found(at);
                if (namesBySection.containsKey(key)) {
                    visit(reading, key, at, tuple.getValueNode(), found);
                } else {
                    found.put(key, tuple.getValueNode());
                }
            }
        }
    }

    private String advice(String section, String name) {
        var nearest = Suggestion.nearest(name, names(section));
        if (nearest.isPresent()) {
            return "; did you mean " + nearest.get() + "?";
        }
        return options.stream()
                .map(Option::key)
                .filter(key -> key.endsWith("." + name))
                .findFirst()
                .map(key -> "; did you mean " + key + "?")
                .orElse("; known here: " + String.join(", ", names(section)));
    }
}
