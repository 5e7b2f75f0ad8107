package io.bloomline.prompt;

/** Which of a prompt's templates is asked. */
public sealed interface PromptLanguage {

    /** The one in the document's language. */
    record OfDocument() implements PromptLanguage {}

    /** The one in the language to translate to. */
    record OfTarget() implements PromptLanguage {}

    /**
     * Always the same one.
     *
     * @param tag a BCP 47 tag
     */
    record Always(String tag) implements PromptLanguage {}
}
