package io.bloomline.preparation;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.prompt.PromptCatalogue;
import io.bloomline.prompt.PromptException;
import io.bloomline.prompt.PromptLanguage;
import io.bloomline.prompt.Prompts;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be done with each document. */
public sealed interface Task extends Serializable {

    /** What provenance calls a prompt that isn't from a file. */
    String OWN_PROMPT = "job";

    /** The task's name in job files, results and provenance. */
    String name();

    /** By which hashes the provenance of results may name the prompt; none where nothing is asked. */
    Set<String> promptHashes();

    /** By which hashes it may name the prompt about answers to parts; none where answers aren't combined. */
    default Set<String> combinePromptHashes() {
        return Set.of();
    }

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

        @Override
        public Set<String> promptHashes() {
            return Set.of();
        }
    }

    /**
     * Translate, once into each language.
     *
     * @param to        BCP 47 codes of the target languages, at least one
     * @param maxTokens most tokens of a translation
     * @param markup    how documents are marked up
     * @param prompts   what the model is asked
     */
    record Translate(List<String> to, int maxTokens, DocumentMarkup markup, Prompts prompts) implements Task {
        public Translate {
            to = List.copyOf(to);
        }

        /** Documents go to the model as they are, with the same prompt. */
        public Translate(List<String> to, int maxTokens) {
            this(to, maxTokens, DocumentMarkup.NONE);
        }

        /** With the prompt that BLOOMZ's model card recommends. */
        public Translate(List<String> to, int maxTokens, DocumentMarkup markup) {
            this(to, maxTokens, markup, shippedPrompt());
        }

        private static Prompts shippedPrompt() {
            try {
                return PromptCatalogue.shipped()
                        .find(PromptCatalogue.TRANSLATE, "translate", new PromptLanguage.Always("en"));
            } catch (PromptException missing) {
                throw new IllegalStateException(missing);
            }
        }

        @Override
        public String name() {
            return "translate";
        }

        @Override
        public Set<String> promptHashes() {
            return prompts.hashes();
        }
    }

    /**
     * Have a prompt continued.
     *
     * @param prompts        what the model is asked about a document
     * @param parameters     how to generate
     * @param combinePrompts what it is asked about the answers to the parts of a document that is too long to be asked at
     *     once; null where such a document is refused
     */
    record Generate(Prompts prompts, GenerationParameters parameters, @Nullable Prompts combinePrompts)
            implements Task {

        /** What provenance calls a prompt about answers that isn't from a file. */
        public static final String OWN_COMBINE_PROMPT = "combine";

        /** Parameter of provenance: the hash of the prompt about answers, where there were any. */
        public static final String COMBINE_PROMPT_HASH = "combine-prompt-hash";

        /** Asks with a prompt in which <code>{text}</code> stands for the document, and refuses what is too long. */
        public Generate(String prompt, GenerationParameters parameters) {
            this(Prompts.ofWords(OWN_PROMPT, prompt), parameters, null);
        }

        /** Asks about a long document in parts; in the last prompt <code>{text}</code> stands for the answers. */
        public Generate(String prompt, GenerationParameters parameters, String combinePrompt) {
            this(Prompts.ofWords(OWN_PROMPT, prompt), parameters, Prompts.ofWords(OWN_COMBINE_PROMPT, combinePrompt));
        }

        @Override
        public String name() {
            return "generate";
        }

        @Override
        public Set<String> promptHashes() {
            return prompts.hashes();
        }

        @Override
        public Set<String> combinePromptHashes() {
            return combinePrompts == null ? Set.of() : combinePrompts.hashes();
        }
    }
}
