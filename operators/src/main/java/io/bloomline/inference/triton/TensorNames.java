package io.bloomline.inference.triton;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Names that the servers and exporters of models give to what we look for, the likeliest first. */
final class TensorNames {

    static final List<String> TEXT_INPUTS = List.of(
            "text_input",
            "input_text",
            "prompt",
            "prompts",
            "text",
            "texts",
            "query",
            "queries",
            "question",
            "sentence",
            "sentences",
            "content",
            "input",
            "inputs");

    static final List<String> TOKEN_INPUTS = List.of("input_ids", "token_ids", "tokens");

    static final List<String> TEXT_OUTPUTS = List.of(
            "text_output",
            "output_text",
            "generated_text",
            "completion",
            "text",
            "response",
            "answer",
            "result",
            "output",
            "outputs");

    static final List<String> TEXT_VECTORS = List.of(
            "sentence_embedding",
            "sentence_embeddings",
            "text_embedding",
            "text_embeddings",
            "text_embeds",
            "embedding",
            "embeddings",
            "vector",
            "vectors");

    static final List<String> TOKEN_VECTORS = List.of("last_hidden_state", "token_embeddings", "hidden_states");

    private TensorNames() {}

    /** Whether a name is one of these, upper and lower case, hyphen and underscore alike. */
    static boolean isOneOf(String name, Collection<String> known) {
        return known.contains(name.toLowerCase(Locale.ROOT).replace('-', '_'));
    }

    /** The tensor with the likeliest name; if none has one, the only one that the model can't do without. */
    static Optional<TensorSpec> likeliest(List<TensorSpec> candidates, List<String> known) {
        for (String name : known) {
            Optional<TensorSpec> found = only(candidates, candidate -> isOneOf(candidate.name(), List.of(name)));
            if (found.isPresent()) {
                return found;
            }
        }
        return only(candidates, candidate -> !candidate.optional()).or(() -> only(candidates, candidate -> true));
    }

    private static Optional<TensorSpec> only(List<TensorSpec> candidates, Predicate<TensorSpec> wanted) {
        List<TensorSpec> found = candidates.stream().filter(wanted).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
