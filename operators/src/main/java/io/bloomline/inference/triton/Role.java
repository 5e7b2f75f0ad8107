package io.bloomline.inference.triton;

import io.bloomline.inference.triton.TensorType.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a tensor of a model is for. The job file calls them by their keys: {@code model.tensors.token-types}. */
public enum Role {
    /** The text, or its token ids. */
    INPUT(),
    /** 1 where a token is, 0 where a row is only filled up. */
    MASK("attention_mask", "input_mask", "mask"),
    /** Which of two texts a token belongs to; all zero. */
    TOKEN_TYPES("token_type_ids", "segment_ids"),
    /** The place of a token in its text, from zero. */
    POSITIONS("position_ids"),
    /** Most tokens to write. */
    MAX_TOKENS(
            "max_tokens",
            "max_new_tokens",
            "max_output_tokens",
            "request_output_len",
            "output_len",
            "sampling_param_max_tokens"),
    TEMPERATURE("temperature", "sampling_param_temperature"),
    TOP_K("top_k", "runtime_top_k", "sampling_param_top_k"),
    TOP_P("top_p", "runtime_top_p", "sampling_param_top_p"),
    SEED("seed", "random_seed", "sampling_param_seed"),
    /** How to write, all in one JSON object. */
    SAMPLING("sampling_parameters", "sampling_params"),
    /** Whether to answer in parts; never. */
    STREAM("stream", "streaming"),
    /** Whether to leave the prompt out of the answer; always. */
    EXCLUDE_INPUT("exclude_input_in_output", "exclude_input_from_output", "sampling_param_exclude_input_from_output"),
    /** Whether to say why the text ended; always. */
    RETURN_FINISH_REASON("return_finish_reason"),
    /** Whether to say how many tokens were written; always. */
    RETURN_OUTPUT_TOKENS("return_num_output_tokens"),
    /** The text written, or the vector. */
    OUTPUT(),
    /** Why the text ended. */
    FINISH_REASON("finish_reason"),
    /** Number of tokens written. */
    OUTPUT_TOKENS("num_output_tokens", "output_tokens", "completion_tokens");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which can't be changed
    private final List<String> names;

    Role(String... names) {
        this.names = List.of(names);
    }

    /** Its name in the job file, under {@code model.tensors}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of this key, if there is one. */
    public static Optional<Role> of(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }

    /** Names that tensors of this role go by; none where it takes more than a name to know. */
    List<String> names() {
        return names;
    }

    boolean isOutput() {
        return this == OUTPUT || this == FINISH_REASON || this == OUTPUT_TOKENS;
    }

    /** Whether a tensor of this type can play it. */
    boolean accepts(TensorType type) {
        return switch (this) {
            case INPUT -> type == TensorType.BYTES || type == TensorType.INT64 || type == TensorType.INT32;
            case OUTPUT -> type.kind() == Kind.TEXT || type.kind() == Kind.REAL;
            case MASK -> type.kind() == Kind.INTEGER || type.kind() == Kind.BOOL;
            case OUTPUT_TOKENS -> type.kind() == Kind.INTEGER;
            case TOKEN_TYPES, POSITIONS, TOP_K, SEED, MAX_TOKENS ->
                type.kind() == Kind.INTEGER && type.size() >= Integer.BYTES; // so that any number we have fits
            case TEMPERATURE, TOP_P -> type == TensorType.FP32 || type == TensorType.FP64;
            case SAMPLING, FINISH_REASON -> type == TensorType.BYTES;
            case STREAM, EXCLUDE_INPUT, RETURN_FINISH_REASON, RETURN_OUTPUT_TOKENS -> type == TensorType.BOOL;
        };
    }
}
