package io.bloomline.quality;

import io.bloomline.language.Language;
import org.jspecify.annotations.Nullable;

/**
 * A text that a model wrote, and what it was given for it.
 *
 * @param given       what it was to translate, or to write about; without the prompt around it
 * @param text        what it wrote
 * @param source      language of what it was given, or null when unknown
 * @param target      language that a translation is to be in; null where the text is no translation
 * @param truncatedAt token limit that ended it; 0 when it ended by itself, or nobody knows
 */
public record Writing(
        String given, String text, @Nullable Language source, @Nullable Language target, int truncatedAt) {}
