package io.bloomline.inference.triton;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a tensor of a model is for. The job file calls them by their keys: {@code model.tensors.token-types}. */
public enum Role {
    /** The text, or its token ids. */
    INPUT,
    /** 1 where a token is, 0 where a row is only filled up. */
    MASK,
    /** Which of two texts a token belongs to; all zero. */
    TOKEN_TYPES,
    /** The place of a token in its text, from zero. */
    POSITIONS,
    /** Most tokens to write. */
    MAX_TOKENS,
    TEMPERATURE,
    TOP_K,
    TOP_P,
    SEED,
    /** How to write, all in one JSON object. */
    SAMPLING,
    /** Whether to answer in parts; never. */
    STREAM,
    /** Whether to leave the prompt out of the answer; always. */
    EXCLUDE_INPUT,
    /** Whether to say why the text ended; always. */
    RETURN_FINISH_REASON,
    /** Whether to say how many tokens were written; always. */
    RETURN_OUTPUT_TOKENS,
    /** The text written, or the vector. */
    OUTPUT,
    /** Why the text ended. */
    FINISH_REASON,
    /** Number of tokens written. */
    OUTPUT_TOKENS;

    /** Its name in the job file, under {@code model.tensors}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of this key, if there is one. */
    public static Optional<Role> of(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }
}
