package io.bloomline.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.bloomline.language.Language;
import io.bloomline.language.Languages;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * ICU's rules for a language. Loading them takes milliseconds, so each language's are loaded once and copied for each text.
 * Not thread-safe.
 *
 * @param sentences ends of sentences and of lines; knows abbreviations, where the language's are known
 * @param lines     where a line may be broken
 * @param words     where words begin and end
 * @param characters what a reader takes for characters: extended grapheme clusters
 */
record BreakIterators(BreakIterator sentences, BreakIterator lines, BreakIterator words, BreakIterator characters) {

    /** As many as there are languages that we know, since any tag can come with a document. */
    private static final Map<String, BreakIterators> LOADED = new ConcurrentHashMap<>();

    private static final String UNKNOWN = "und";

    static BreakIterators of(@Nullable String tag) {
        Optional<Language> language = tag == null ? Optional.empty() : Languages.find(tag);
        return LOADED.computeIfAbsent(language.map(Language::code).orElse(UNKNOWN), BreakIterators::load)
                .copy();
    }

    void setText(String text) {
        sentences.setText(text);
        lines.setText(text);
        words.setText(text);
        characters.setText(text);
    }

    private static BreakIterators load(String code) {
        ULocale locale = ULocale.forLanguageTag(code);
        return new BreakIterators(
                BreakIterator.getSentenceInstance(ULocale.forLanguageTag(code + "-u-ss-standard")),
                BreakIterator.getLineInstance(locale),
                BreakIterator.getWordInstance(locale),
                BreakIterator.getCharacterInstance(locale));
    }

    private BreakIterators copy() {
        return new BreakIterators(sentences.clone(), lines.clone(), words.clone(), characters.clone());
    }
}
