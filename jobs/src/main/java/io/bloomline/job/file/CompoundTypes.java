package io.bloomline.job.file;

import io.bloomline.job.file.ValueType.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The types of lists and of foreign settings. */
final class CompoundTypes {

    private CompoundTypes() {}

    static final ValueType<List<String>> TOPICS = list("a list of topics", "[documents]", SingleTypes.TOPIC_NAME);

    static final ValueType<List<String>> LANGUAGES =
            list("a list of BCP 47 language codes", "[fr, sw]", SingleTypes.LANGUAGE);

    static final ValueType<List<String>> WORDS = list("a list of words", "[yes]", SingleTypes.WORDS);

    /** A list of at least one element and none twice. */
    private static ValueType<List<String>> list(String description, String example, ValueType<String> element) {
        return new ValueType<>(description, (reading, place, node) -> {
            if (!(node instanceof SequenceNode sequence)) {
                reading.problem(place, "must be " + description + ", such as " + example);
                return null;
            }
            if (sequence.getValue().isEmpty()) {
                reading.problem(place, "is empty; it must be " + description + ", such as " + example);
                return null;
            }
            var values = new ArrayList<String>();
            for (var child : sequence.getValue()) {
                Place at = Place.of(place.key(), child.getStartMark());
                String value = element.reader().read(reading, at, child);
                if (value != null && values.contains(value)) {
                    reading.problem(at, "names " + value + " twice");
                }
                if (value != null) {
                    values.add(value);
                }
            }
            return values;
        });
    }

    /**
     * Settings of another system.
     *
     * @param refused keys that may not be set, with the reason
     */
    static ValueType<ForeignSettings> foreign(String description, Map<String, String> refused) {
        return foreign(description, key -> {
            String reason = refused.get(key);
            if (reason != null) {
                throw new IllegalArgumentException("can't be set here: " + reason);
            }
            return key;
        });
    }

    /** The same where a parser says which keys there may be. */
    static ValueType<ForeignSettings> foreign(String description, Parser<String> keys) {
        var entries = map(description, keys, ValueType.single("a value", text -> text));
        return new ValueType<>(description, (reading, place, node) -> {
            var values = entries.reader().read(reading, place, node);
            return values == null ? null : new ForeignSettings(values);
        });
    }

    /**
     * A mapping.
     *
     * @param keys   reads a key; messages name it as it is written
     * @param values the type of the values
     */
    static <K, V> ValueType<Map<K, V>> map(String description, Parser<K> keys, ValueType<V> values) {
        return new ValueType<>(description, (reading, place, node) -> {
            var found = new LinkedHashMap<K, V>();
            if (Reading.isNull(node)) {
                return found;
            }
            if (!(node instanceof MappingNode mapping)) {
                reading.problem(place, "must be a mapping of keys to single values");
                return null;
            }
            for (var tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                    reading.problem(place, "has a key that is not a word");
                    continue;
                }
                Place at = Place.of(place.key() + "." + keyNode.getValue(), keyNode.getStartMark());
                reading.found(at);
                V value = values.reader().read(reading, at, tuple.getValueNode());
                try {
                    K key = keys.parse(keyNode.getValue());
                    if (value != null && found.putIfAbsent(key, value) != null) {
                        reading.problem(at, "stands there twice");
                    }
                } catch (IllegalArgumentException wrong) {
                    reading.problem(at, String.valueOf(wrong.getMessage()));
                }
            }
            return found;
        });
    }
}
