package io.bloomline.prompt;

import java.util.List;

/** Prompts that can't be used, with everything that is wrong with them. */
public final class PromptException extends Exception {

    private final List<String> lines;

    PromptException(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    /** One line per problem: what, where, and what to do. */
    public List<String> lines() {
        return lines;
    }
}
