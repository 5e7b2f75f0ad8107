package io.bloomline.inference.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What {@code config.json} and {@code generation_config.json} say, under the names that Hugging Face gave a BLOOM's
 * settings.
 *
 * @param licence        licence, or null
 * @param languages      BCP 47 codes; empty when it doesn't say
 * @param maxTokens      most tokens of a text, read and written together
 * @param vocabularySize number of token ids the model knows
 * @param endIds         ids that end a text; empty when it doesn't say
 * @param padId          id that fills the rows of a batch; masked, so any id that exists will do
 */
record ModelConfig(
        @Nullable String licence,
        Set<String> languages,
        int maxTokens,
        int vocabularySize,
        Set<Integer> endIds,
        int padId) {

    /** The length BLOOM was trained with; its published files don't all repeat it. */
    private static final int BLOOM_MAX_TOKENS = 2048;

    private static final ObjectMapper JSON = new ObjectMapper();

    static ModelConfig read(ModelFolder folder) {
        Path file = folder.required("config.json", "it tells the model's limits and special tokens");
        JsonNode config = tree(file);
        if (config.path("vocab_size").asInt() < 1) {
            throw new FailureException(Failure.misconfigured(
                    "model-file-incomplete",
                    "File " + file
                            + " has no vocab_size. Put the config.json that was exported with the model there."));
        }
        JsonNode generation =
                folder.optional("generation_config.json").map(ModelConfig::tree).orElse(MissingNode.getInstance());
        Set<Integer> endIds = ids(generation.path("eos_token_id"));
        if (endIds.isEmpty()) {
            endIds = ids(config.path("eos_token_id"));
        }
        return new ModelConfig(
                config.path("license").asText(null),
                texts(config.path("languages")),
                config.path("seq_length").asInt(BLOOM_MAX_TOKENS),
                config.path("vocab_size").asInt(),
                endIds,
                generation
                        .path("pad_token_id")
                        .asInt(config.path("pad_token_id").asInt(0)));
    }

    /** The number of token ids that a tokenizer can give: its highest id, plus one. */
    static int vocabularySizeOf(Path tokenizerFile) {
        JsonNode tokenizer = tree(tokenizerFile);
        JsonNode vocabulary = tokenizer.path("model").path("vocab");
        // A unigram model lists its tokens, all others name each token's id.
        int learned = vocabulary.isArray() ? vocabulary.size() : 1 + highest(vocabulary);
        JsonNode added = tokenizer.path("added_tokens");
        int highestAdded = IntStream.range(0, added.size())
                .map(i -> added.path(i).path("id").asInt())
                .max()
                .orElse(-1);
        return Math.max(learned, highestAdded + 1);
    }

    private static int highest(JsonNode ids) {
        return StreamSupport.stream(ids.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .max()
                .orElse(-1);
    }

    private static Set<Integer> ids(JsonNode idOrIds) {
        if (idOrIds.isInt()) {
            return Set.of(idOrIds.asInt());
        }
        Set<Integer> ids = new LinkedHashSet<>();
        idOrIds.forEach(id -> ids.add(id.asInt()));
        return Set.copyOf(ids);
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return Set.copyOf(texts);
    }

    private static JsonNode tree(Path file) {
        try {
            JsonNode tree = JSON.readTree(file.toFile());
            if (tree.isObject()) {
                return tree;
            }
            throw new IOException("it holds no JSON object");
        } catch (IOException e) {
            throw new FailureException(
                    Failure.misconfigured(
                            "model-file-unreadable",
                            "File " + file + " can't be read: " + firstLine(e) + ". Export the model again."),
                    e);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("it is empty");
    }
}
