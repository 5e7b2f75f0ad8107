package io.bloomline.job.local;

import io.bloomline.job.local.Scorecard.Mark;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Chooses a few of many answers to show: as many scripts, languages and kinds as there is room for, and a mistake. */
final class Variety {

    private Variety() {}

    /** At most so many marks; among them a wrong one, if there is any, at the end. */
    static List<Mark> choose(List<Mark> marks, int count) {
        List<Mark> right = marks.stream().filter(Mark::isRight).toList();
        List<Mark> wrong = marks.stream().filter(mark -> !mark.isRight()).toList();
        int wrongShown = wrong.isEmpty() ? 0 : Math.max(1, count - right.size());
        List<Mark> chosen = new ArrayList<>(mostVaried(right, count - wrongShown));
        chosen.addAll(mostVaried(wrong, wrongShown));
        return chosen;
    }

    /** Takes the mark with most that hasn't been seen yet, again and again; the first of equals. */
    private static List<Mark> mostVaried(List<Mark> marks, int count) {
        Set<String> seen = new HashSet<>();
        List<Mark> left = new ArrayList<>(marks);
        List<Mark> chosen = new ArrayList<>();
        while (chosen.size() < count && !left.isEmpty()) {
            Mark best = left.get(0);
            long mostNew = -1;
            for (Mark mark : left) {
                long unseen =
                        traits(mark).filter(trait -> !seen.contains(trait)).count();
                if (unseen > mostNew) {
                    mostNew = unseen;
                    best = mark;
                }
            }
            traits(best).forEach(seen::add);
            left.remove(best);
            chosen.add(best);
        }
        return chosen;
    }

    private static Stream<String> traits(Mark mark) {
        SampleDocument.Content content = mark.document().content();
        if (content == null) {
            return Stream.of();
        }
        Phrase meaning = content.meaning();
        return Stream.of(
                "document " + mark.document().id(),
                "script " + script(content.text(), mark.question().direction().from()),
                "answer in " + script(mark.said(), mark.question().direction().to()),
                "from " + mark.question().direction().from(),
                "to " + mark.question().direction().to(),
                "kind " + (meaning == null ? "" : meaning.kind()),
                "form " + (meaning == null ? 0 : meaning.concepts().size()));
    }

    /** Latin letters count once for each language, or all the languages of Africa would be hidden behind one. */
    private static String script(String text, String language) {
        UnicodeScript script = text.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .findFirst()
                .orElse(UnicodeScript.COMMON);
        return script == UnicodeScript.LATIN ? "Latin of " + language : script.name();
    }
}
