package io.bloomline.job.file;

/** What a job file says of a prompt. */
sealed interface PromptText {

    /** The name of one in the catalogue. */
    record Name(String name) implements PromptText {}

    /** Its own words, with {@code {text}} in them. */
    record Words(String text) implements PromptText {}
}
