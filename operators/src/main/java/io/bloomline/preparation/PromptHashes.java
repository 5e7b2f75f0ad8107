package io.bloomline.preparation;

import java.util.Set;

/** By which hashes the provenance of a task's results may name their prompt. */
public final class PromptHashes {

    private PromptHashes() {}

    /** All of them; none for a task without a prompt. */
    public static Set<String> of(Task task) {
        if (task instanceof Task.Translate) {
            return Set.of(PromptTemplate.TRANSLATE.hash());
        }
        return task instanceof Task.Generate generate
                ? Set.of(new PromptTemplate("job", generate.prompt()).hash())
                : Set.of();
    }
}
