package io.bloomline.prompt;

import java.util.Objects;

/**
 * A prompt template as it stands in a file.
 *
 * @param name     name of the prompt, as job files say it
 * @param task     {@code translate} or {@code generate}
 * @param template the template
 * @param version  raised with every change of the words
 * @param author   who wrote it
 * @param licence  SPDX identifier
 * @param reviewed whether somebody who speaks the language, other than the author, has read it and found it good
 */
public record PromptFile(
        String name,
        String task,
        PromptTemplate template,
        int version,
        String author,
        String licence,
        boolean reviewed) {

    /** BCP 47 tag of the language that it is in. */
    public String language() {
        return Objects.requireNonNull(template.language());
    }
}
