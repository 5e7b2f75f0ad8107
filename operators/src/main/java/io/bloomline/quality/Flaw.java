package io.bloomline.quality;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A way in which a text can have gone wrong; one gate looks for each. In the order in which they are looked for. */
public enum Flaw {
    /** There is nothing to read in it. */
    EMPTY_OUTPUT,
    /** The token limit ended it. */
    TRUNCATED,
    /** It is what the model was given, or nearly. */
    COPIED_INPUT,
    /** It says the same over and over. */
    REPETITION,
    /** It is much shorter or longer than a translation would be. */
    LENGTH_RATIO,
    /** It is in another language than was asked for. */
    WRONG_LANGUAGE;

    private static final Map<String, Flaw> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(Flaw::code, Function.identity()));

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Its name in tags, metrics, job files, and as the code of dead letters: {@code copied-input}. */
    public String code() {
        return code;
    }

    /** The flaw of a code; empty when it is a tag or code of something else. */
    public static Optional<Flaw> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
