package io.bloomline.preparation;

import static io.bloomline.failure.Failure.rejected;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.language.LanguageDetector;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.language.LanguagePolicy.Treatment;
import io.bloomline.schema.Document;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Settles a document's language before its task is prepared: looks for it where the document gives none, and does with
 * the document what the policy says.
 */
final class LanguageAware implements Preparation {

    static final String UNSUPPORTED = "unsupported-language";
    static final String UNKNOWN = "unknown-language";
    static final String DETECTED = "language-detected";
    static final String CONFIDENCE = "language-confidence";

    private final Preparation task;
    private final DocumentCheck check;
    private final LanguagePolicy policy;

    LanguageAware(Preparation task, DocumentCheck check, LanguagePolicy policy) {
        this.task = task;
        this.check = check;
        this.policy = policy;
    }

    @Override
    public Dialogue<List<Draft>> prepare(Document document) {
        check.text(document);
        boolean silent = document.getLanguage() == null;
        Map<String, String> found = silent && policy.detect() ? detect(document) : Map.of();
        List<String> tags = tags(document);
        Dialogue<List<Draft>> prepared = task.prepare(document);
        if (found.isEmpty() && tags.isEmpty()) {
            return prepared;
        }
        return prepared.map(
                drafts -> drafts.stream().map(draft -> draft.with(tags, found)).toList());
    }

    @Override
    public List<String> keySuffixes() {
        return task.keySuffixes();
    }

    /** From here on the document says what was found; results say by whom. */
    private Map<String, String> detect(Document document) {
        return LanguageDetector.shared()
                .detect(document.getText())
                .filter(detection -> detection.confidence() >= policy.minConfidence())
                .map(detection -> {
                    document.setLanguage(detection.code());
                    return Map.of(
                            DETECTED,
                            detection.code(),
                            CONFIDENCE,
                            String.format(Locale.ROOT, "%.2f", detection.confidence()));
                })
                .orElse(Map.of());
    }

    private List<String> tags(Document document) {
        String language = document.getLanguage();
        if (language == null) {
            return treated(policy.unknown(), UNKNOWN, this::unknown);
        }
        return check.supports(language)
                ? List.of()
                : treated(policy.unsupported(), UNSUPPORTED, () -> check.unsupported(language));
    }

    private static List<String> treated(Treatment treatment, String tag, Supplier<Failure> refusal) {
        return switch (treatment) {
            case PROCESS -> List.of();
            case TAG -> List.of(tag);
            case DEAD_LETTER -> throw new FailureException(refusal.get());
        };
    }

    private Failure unknown() {
        String looked = policy.detect()
                ? ", and none was found with a confidence of %.2f or more (language.min-confidence)"
                        .formatted(policy.minConfidence())
                : "";
        return rejected(UNKNOWN, "The document gives no language" + looked + " (language.unknown)");
    }
}
