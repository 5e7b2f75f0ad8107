package io.bloomline.preparation;

import io.bloomline.inference.GenerationParameters;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be done with each document. */
public sealed interface Task extends Serializable {

    /** The task's name in job files, results and provenance. */
    String name();

    /**
     * Make vectors.
     *
     * @param maxTokens longest chunk in tokens; 0 for as long as the model accepts
     * @param overlap   tokens at the end of a chunk with which the next begins again; at most half a chunk
     * @param chunks    what becomes of the vectors of a document's chunks
     */
    record Embed(int maxTokens, int overlap, Chunks chunks) implements Task {

        /** What becomes of the vectors of a document that is longer than one chunk. */
        public enum Chunks {
            /** A result for each. */
            SEPARATE,
            /** One result: their mean, weighted by tokens, of length 1 where theirs is. */
            POOLED
        }

        /** Chunks without overlap, each with a result. */
        public Embed(int maxTokens) {
            this(maxTokens, 0, Chunks.SEPARATE);
        }

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
     * @param prompt        template in which <code>{text}</code> stands for the document's text
     * @param parameters    how to generate
     * @param combinePrompt template in which <code>{text}</code> stands for the answers to the parts of a document that is
     *     too long to be asked at once; null where such a document is refused
     */
    record Generate(String prompt, GenerationParameters parameters, @Nullable String combinePrompt) implements Task {

        /** Refuses what is too long. */
        public Generate(String prompt, GenerationParameters parameters) {
            this(prompt, parameters, null);
        }

        @Override
        public String name() {
            return "generate";
        }
    }
}
