package io.bloomline.job.file;

import io.bloomline.job.file.Option.Absent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

/** The values of all options: read from a file, or their defaults. */
final class OptionValues {

    private final Map<Option<?>, Object> values = new HashMap<>();

    /** Reads every option, and reports each that is wrong or missing. */
    OptionValues(Reading reading, Map<String, Node> nodes, List<Option<?>> options) {
        for (var option : options) {
            Object value = value(reading, nodes.get(option.key()), option);
            if (value != null) {
                values.put(option, value);
            }
        }
    }

    /** The value of an option; only when it was read without a problem. */
    <T> T get(Option<T> option) {
        return Objects.requireNonNull(find(option), option.key());
    }

    /** The value of an option, null when it has a problem, or none and no default. */
    @SuppressWarnings("unchecked") // each value was made by the type of its option
    <T> @Nullable T find(Option<T> option) {
        return (T) values.get(option);
    }

    private static @Nullable Object value(Reading reading, @Nullable Node node, Option<?> option) {
        if (node != null) {
            return option.type().reader().read(reading, reading.place(option.key()), node);
        }
        if (option.absent() instanceof Absent.Default absent) {
            return defaultValue(option, absent.yaml());
        }
        // what a missing section lacks is reported once, with the section
        if (option.absent() instanceof Absent.Refused
                && (option.section().isEmpty() || reading.has(option.section()))) {
            reading.problem(
                    reading.place(option.key()),
                    "is missing; it takes " + option.type().description());
        }
        return null;
    }

    private static @Nullable Object defaultValue(Option<?> option, String yaml) {
        var reading = new Reading(new Substitution(name -> null));
        Node node =
                new Compose(LoadSettings.builder().build()).composeString(yaml).orElseThrow();
        Object value = option.type().reader().read(reading, reading.place(option.key()), node);
        if (!reading.problems().isEmpty()) {
            throw new IllegalStateException("The default of " + option.key() + ": " + reading.problems());
        }
        return value;
    }
}
