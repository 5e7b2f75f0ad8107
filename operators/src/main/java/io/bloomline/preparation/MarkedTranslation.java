package io.bloomline.preparation;

import static io.bloomline.failure.Failure.rejected;

import io.bloomline.failure.FailureException;
import io.bloomline.markup.Markup;
import io.bloomline.markup.TextTranslation;
import io.bloomline.preparation.Draft.Body.Translated;
import io.bloomline.schema.FinishReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Translates a marked-up text passage by passage, and asks again in smaller pieces where an answer can't be used. */
final class MarkedTranslation {

    private MarkedTranslation() {}

    /**
     * The translation of a whole text.
     *
     * @param translator translates one passage
     * @throws FailureException {@code REJECTED}, when there are no words in it
     */
    static Dialogue<Draft> of(String text, Markup markup, Function<String, Dialogue<Draft>> translator) {
        TextTranslation translation = TextTranslation.of(text, markup);
        if (translation.passages().isEmpty()) {
            throw new FailureException(rejected(
                    "nothing-to-translate",
                    "The document has nothing to translate: all of it is markup, code, addresses or numbers"));
        }
        return goOn(translation, List.of(), List.of(), translator);
    }

    private static Dialogue<Draft> goOn(
            TextTranslation translation,
            List<Draft> before,
            List<Draft.Segment> usedBefore,
            Function<String, Dialogue<Draft>> translator) {
        List<Dialogue<Draft>> passages = translation.passages().stream()
                .map(passage -> translator.apply(passage.text()))
                .toList();
        return Dialogue.together(passages).then(answers -> {
            List<Draft> drafts =
                    Stream.concat(before.stream(), answers.stream()).toList();
            TextTranslation next = translation.answered(
                    answers.stream().map(answer -> body(answer).text()).toList());
            List<Draft.Segment> used = new ArrayList<>(usedBefore);
            next.used().forEach(place -> used.addAll(body(answers.get(place)).segments()));
            return next.passages().isEmpty()
                    ? new Dialogue.Done<>(whole(next, drafts, used))
                    : goOn(next, drafts, used, translator);
        });
    }

    /** One draft of all those of passages, which differ in their words only. */
    private static Draft whole(TextTranslation translation, List<Draft> drafts, List<Draft.Segment> used) {
        Draft first = drafts.get(0);
        List<Exchange> exchanges = drafts.stream()
                .flatMap(draft -> draft.origin().exchanges().stream())
                .toList();
        Map<String, String> parameters = new HashMap<>(first.origin().parameters());
        parameters.put("parts", Integer.toString(exchanges.size()));
        return new Draft(
                first.keySuffix(),
                first.language(),
                first.chunk(),
                new Translated(translation.text(), ending(drafts), used),
                List.copyOf(translation.tags()),
                new Draft.Origin(
                        exchanges, first.origin().promptId(), first.origin().promptHash(), Map.copyOf(parameters)));
    }

    private static FinishReason ending(List<Draft> drafts) {
        List<FinishReason> all = drafts.stream()
                .map(draft -> body(draft).finishReason())
                .distinct()
                .toList();
        if (all.contains(FinishReason.LENGTH)) {
            return FinishReason.LENGTH;
        }
        return all.size() == 1 ? all.get(0) : FinishReason.UNKNOWN;
    }

    private static Translated body(Draft draft) {
        return (Translated) draft.body();
    }
}
