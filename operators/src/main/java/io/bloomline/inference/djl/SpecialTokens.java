package io.bloomline.inference.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The special tokens of a tokenizer, such as BLOOM's {@code </s>}, and a tokenizer to which their names are plain text. A
 * document may hold such a name, and must neither end its prompt with it nor be changed.
 *
 * @param tokenizer the tokenizer's file without them, as JSON; those that it puts around a text it still puts there
 * @param ids       their ids
 */
record SpecialTokens(String tokenizer, Set<Integer> ids) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Takes the special tokens out of a {@code tokenizer.json}.
     *
     * @throws IOException when the file can't be read, or isn't JSON
     */
    static SpecialTokens takenFrom(Path file) throws IOException {
        String json = Files.readString(file);
        JsonNode tokenizer = JSON.readTree(json);
        Map<String, Integer> special = new LinkedHashMap<>();
        ArrayNode others = JSON.createArrayNode();
        for (JsonNode token : tokenizer.path("added_tokens")) {
            if (token.path("special").asBoolean()) {
                special.put(token.path("content").asText(), token.path("id").asInt());
            } else {
                others.add(token);
            }
        }
        if (special.isEmpty()) {
            return new SpecialTokens(json, Set.of());
        }
        ((ObjectNode) tokenizer).set("added_tokens", others);
        if (tokenizer.path("model") instanceof ObjectNode model) {
            rename(model, special);
        }
        return new SpecialTokens(JSON.writeValueAsString(tokenizer), Set.copyOf(special.values()));
    }

    /** Their ids stay in the vocabulary, or it would have holes, under names that no text comes to. */
    private static void rename(ObjectNode model, Map<String, Integer> special) {
        JsonNode vocabulary = model.path("vocab");
        for (String name : special.keySet()) {
            if (vocabulary instanceof ObjectNode byName && byName.has(name)) {
                byName.set(unreachable(name), byName.remove(name));
            }
        }
        if (vocabulary instanceof ArrayNode scored) { // of a unigram model: pairs of name and score
            for (JsonNode pair : scored) {
                if (special.containsKey(pair.path(0).asText())) {
                    ((ArrayNode) pair).set(0, unreachable(pair.path(0).asText()));
                }
            }
        }
        String unknown = model.path("unk_token").asText("");
        if (special.containsKey(unknown)) {
            model.put("unk_token", unreachable(unknown));
        }
    }

    /** Tokenizers divide texts at white space, or write it otherwise, before they look into the vocabulary. */
    private static String unreachable(String name) {
        return "special token \u0000 " + name;
    }
}
