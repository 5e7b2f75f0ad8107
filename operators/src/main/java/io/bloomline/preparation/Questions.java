package io.bloomline.preparation;

import io.bloomline.inference.Tokenizer;
import io.bloomline.language.Language;
import io.bloomline.prompt.PromptTemplate;
import io.bloomline.prompt.Prompts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A prompt's questions, each made when it is first asked: one per template and pair of languages. Thread-safe. */
final class Questions {

    private final Prompts prompts;
    private final @Nullable Language target;
    private final Tokenizer tokenizer;
    private final Map<Key, Question> questions = new ConcurrentHashMap<>();

    /** As many as there are templates times languages of BLOOM: what documents call themselves adds none. */
    private record Key(String template, @Nullable Language from) {}

    /**
     * Questions with these prompts.
     *
     * @param target the language to translate to, or null when nothing is translated
     */
    Questions(Prompts prompts, @Nullable Language target, Tokenizer tokenizer) {
        this.prompts = prompts;
        this.target = target;
        this.tokenizer = tokenizer;
    }

    /**
     * The question to ask about a document.
     *
     * @param tag  BCP 47 tag of its language, as it says, or null
     * @param from the language that this means, or null when it is none of BLOOM's
     */
    Question about(@Nullable String tag, @Nullable Language from) {
        PromptTemplate template = prompts.choose(tag, target == null ? null : target.code());
        return questions.computeIfAbsent(
                new Key(template.id(), from), key -> Question.of(template, from, target, tokenizer));
    }

    /** The question about a document of which only the language's tag matters. */
    Question about(@Nullable String tag) {
        return about(tag, null);
    }

    /** The longest of all. */
    int mostTokens() {
        return prompts.all().stream()
                .mapToInt(template ->
                        Question.of(template, null, target, tokenizer).tokens())
                .max()
                .orElseThrow();
    }
}
