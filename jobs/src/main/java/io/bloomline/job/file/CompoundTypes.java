package io.bloomline.job.file;

import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The types of lists and of foreign settings. */
final class CompoundTypes {

    private CompoundTypes() {}

    static final ValueType<List<String>> TOPICS = list("a list of topics", "[documents]", SingleTypes.TOPIC_NAME);

    static final ValueType<List<String>> LANGUAGES =
            list("a list of BCP 47 language codes", "[fr, sw]", ValueType.single("a BCP 47 language code", text -> {
                try {
                    return new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
                } catch (IllformedLocaleException malformed) {
                    throw new IllegalArgumentException("is not a BCP 47 language code such as fr, sw or zh-Hans");
                }
            }));

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
        return new ValueType<>(description, (reading, place, node) -> {
            var values = new TreeMap<String, String>();
            if (Reading.isNull(node)) {
                return new ForeignSettings(values);
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
                String key = keyNode.getValue();
                Place at = Place.of(place.key() + "." + key, keyNode.getStartMark());
                reading.found(at);
                Scalar value = reading.scalar(at, tuple.getValueNode());
                String reason = refused.get(key);
                if (reason != null) {
                    reading.problem(at, "can't be set here: " + reason);
                } else if (value != null && values.putIfAbsent(key, value.text()) != null) {
                    reading.problem(at, "stands there twice");
                }
            }
            return new ForeignSettings(values);
        });
    }
}
