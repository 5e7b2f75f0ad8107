package io.bloomline.job.file;

import static io.bloomline.job.file.Option.optional;

import io.bloomline.language.LanguagePolicy;
import io.bloomline.language.LanguagePolicy.Treatment;
import java.util.List;

/** The keys under {@code language}. */
final class LanguageOptions {

    /** Whether languages are detected. */
    enum Detect {
        OFF,
        ON
    }

    static final Option<Detect> DETECT = optional(
            "language.detect",
            SingleTypes.word(Detect.class),
            "off",
            "`on` looks for the language of documents that give none, by the first 1,000 characters. What is found becomes"
                    + " the document's language, and results say so under `language-detected` and `language-confidence`"
                    + " of their provenance. Costs up to 0.4 ms of a core per document and 40 MB of heap per process.");

    static final Option<Double> MIN_CONFIDENCE = optional(
            "language.min-confidence",
            SingleTypes.number("a number from 0.5 to 1", 0.5, true, 1),
            "0.8",
            "Least confidence of a detected language; below it, it stays unknown. 0.8 finds most paragraphs and few short"
                    + " lines, and is hardly ever wrong; 0.67 finds more of both.");

    static final Option<Treatment> UNSUPPORTED = optional(
            "language.unsupported",
            SingleTypes.word(Treatment.class),
            "dead-letter",
            "What becomes of documents in a language that the model wasn't made for: they are answered all the same, or"
                    + " answered with the tag `unsupported-language`, or they become dead letters.");

    static final Option<Treatment> UNKNOWN = optional(
            "language.unknown",
            SingleTypes.word(Treatment.class),
            "process",
            "The same for documents whose language is unknown; the tag is `unknown-language`.");

    static final List<Option<?>> ALL = List.of(DETECT, MIN_CONFIDENCE, UNSUPPORTED, UNKNOWN);

    private LanguageOptions() {}

    static LanguagePolicy policy(OptionValues values) {
        return new LanguagePolicy(
                values.get(DETECT) == Detect.ON,
                values.get(MIN_CONFIDENCE),
                values.get(UNSUPPORTED),
                values.get(UNKNOWN));
    }
}
