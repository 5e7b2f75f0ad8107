package io.bloomline.preparation;

import io.bloomline.inference.GenerationParameters;
import java.util.LinkedHashMap;
import java.util.Map;

/** Generation parameters as the provenance tells them: those that had a say, and no others. */
final class GenerationFacts {

    private GenerationFacts() {}

    static Map<String, String> of(GenerationParameters parameters) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("max-tokens", Integer.toString(parameters.maxTokens()));
        facts.put("temperature", Double.toString(parameters.temperature()));
        if (!parameters.isGreedy()) {
            facts.put("top-k", Integer.toString(parameters.topK()));
            facts.put("top-p", Double.toString(parameters.topP()));
            facts.put("seed", Long.toString(parameters.seed()));
        }
        return facts;
    }
}
