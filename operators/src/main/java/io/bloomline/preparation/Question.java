package io.bloomline.preparation;

import io.bloomline.inference.Tokenizer;
import io.bloomline.language.Language;
import io.bloomline.prompt.Prompt;
import io.bloomline.prompt.PromptTemplate;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked about a text.
 *
 * @param promptId   id of the template that the words are from
 * @param promptHash hash of this template
 * @param prompt     the words
 * @param tokens     how many tokens they have without a text
 */
record Question(String promptId, String promptHash, Prompt prompt, int tokens) {

    /** The question of a template for one pair of languages. */
    static Question of(PromptTemplate template, @Nullable Language from, @Nullable Language to, Tokenizer tokenizer) {
        Prompt prompt = template.between(from, to);
        return new Question(template.id(), template.hash(), prompt, tokenizer.encode(prompt.about("")).length);
    }

    String about(String text) {
        return prompt.about(text);
    }
}
