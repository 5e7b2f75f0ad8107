package io.bloomline.job.local;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.bloomline.job.local.SampleDocument.Content;
import io.bloomline.job.local.Scorecard.Mark;
import io.bloomline.language.TextSize;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many tokens the model reads for a language.
 *
 * @param language   BCP 47 code
 * @param documents  how many were read
 * @param characters how long they are, in code points
 * @param words      how many words they have
 * @param tokens     what the model read for them
 */
record LanguageCost(String language, int documents, long characters, long words, long tokens) {

    /** The cost of each language, by its code. */
    static List<LanguageCost> of(JobScore score) {
        Map<String, List<Mark>> byLanguage = score.scorecard().marks().stream()
                .collect(groupingBy(mark -> mark.question().direction().from(), TreeMap::new, toList()));
        return byLanguage.entrySet().stream()
                .map(language -> of(language.getKey(), language.getValue(), score.tokens()))
                .toList();
    }

    private static LanguageCost of(String language, List<Mark> marks, Map<String, Integer> tokensByKey) {
        long characters = 0;
        long words = 0;
        long tokens = 0;
        for (Mark mark : marks) {
            Content content = mark.document().content();
            TextSize size = TextSize.of(content == null ? "" : content.text());
            characters += size.characters();
            words += size.words();
            tokens += tokensByKey.getOrDefault(mark.key(), 0);
        }
        return new LanguageCost(language, marks.size(), characters, words, tokens);
    }

    double tokensPerCharacter() {
        return (double) tokens / Math.max(1, characters);
    }

    double tokensPerWord() {
        return (double) tokens / Math.max(1, words);
    }
}
