package io.bloomline.preparation;

import io.bloomline.inference.GenerationParameters;
import java.io.Serializable;
import java.util.List;

/** What is to be done with each document. */
public sealed interface Task extends Serializable {

    /** The task's name in job files, results and provenance. */
    String name();

    /**
     * Make vectors.
     *
     * @param maxTokens longest chunk in tokens; 0 for as long as the model accepts
     */
    record Embed(int maxTokens) implements Task {
        @Override
        public String name() {
            return "embed";
        }
    }

    /**
     * Translate, once into each language.
     *
     * @param to        BCP 47 codes of the target languages, at least one
     * @param maxTokens most tokens of a translation
     * @param markup    how documents are marked up
     */
    record Translate(List<String> to, int maxTokens, DocumentMarkup markup) implements Task {
        public Translate {
            to = List.copyOf(to);
        }

        /** Documents go to the model as they are. */
        public Translate(List<String> to, int maxTokens) {
            this(to, maxTokens, DocumentMarkup.NONE);
        }

        @Override
        public String name() {
            return "translate";
        }
    }

    /**
     * Have a prompt continued.
     *
     * @param prompt     template in which <code>{text}</code> stands for the document's text
     * @param parameters how to generate
     */
    record Generate(String prompt, GenerationParameters parameters) implements Task {
        @Override
        public String name() {
            return "generate";
        }
    }
}
