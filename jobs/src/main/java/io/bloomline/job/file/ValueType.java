package io.bloomline.job.file;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A kind of value that an option takes.
 *
 * @param description the values it takes, for the reference and for messages
 * @param reader      reads one
 */
record ValueType<T>(String description, Reader<T> reader) {

    /** Reads a value, or reports all that is wrong with it and returns null. */
    @FunctionalInterface
    interface Reader<T> {
        @Nullable
        T read(Reading reading, Place place, Node node);
    }

    /** Reads a single value from its text. */
    @FunctionalInterface
    interface Parser<T> {
        /** The value; an {@code IllegalArgumentException} says what is wrong with the text, without quoting it. */
        T parse(String text);
    }

    /** A type whose values are single; messages begin with the value as it was written. */
    static <T> ValueType<T> single(String description, Parser<T> parser) {
        return single(description, Scalar::quoted, parser);
    }

    /** A type whose values are single; messages begin with what {@code naming} makes of the value. */
    static <T> ValueType<T> single(String description, Function<Scalar, String> naming, Parser<T> parser) {
        return new ValueType<>(description, (reading, place, node) -> {
            Scalar scalar = reading.scalar(place, node);
            if (scalar == null) {
                return null;
            }
            try {
                return parser.parse(scalar.text());
            } catch (IllegalArgumentException wrong) {
                reading.problem(scalar.place(), naming.apply(scalar) + " " + wrong.getMessage());
                return null;
            }
        });
    }
}
