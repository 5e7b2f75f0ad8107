package io.bloomline.preparation;

import io.bloomline.inference.GenerationParameters;
import java.util.LinkedHashMap;
import java.util.Map;

/** What shaped an answer, as the provenance tells it. */
final class Facts {

    /** The most tokens of an answer. */
    static final String MAX_TOKENS = "max-tokens";

    private Facts() {}

    /** Generation parameters: those that had a say, and no others. */
    static Map<String, String> of(GenerationParameters parameters) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(MAX_TOKENS, Integer.toString(parameters.maxTokens()));
        facts.put("temperature", Double.toString(parameters.temperature()));
        if (!parameters.isGreedy()) {
            facts.put("top-k", Integer.toString(parameters.topK()));
            facts.put("top-p", Double.toString(parameters.topP()));
            facts.put("seed", Long.toString(parameters.seed()));
        }
        return facts;
    }

    /** These and others. */
    static Map<String, String> with(Map<String, String> these, Map<String, String> others) {
        Map<String, String> both = new LinkedHashMap<>(these);
        both.putAll(others);
        return both;
    }
}
