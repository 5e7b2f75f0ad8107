package io.bloomline.markup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for a piece's markup in what the model reads: {@code <1>words</1>} for markup around words, {@code <2/>} for
 * markup by itself. Models that were trained on pages know the form.
 */
final class Placeholders {

    private static final Pattern FORM = Pattern.compile("<\\s?(/?)\\s?(\\d{1,9})\\s?/?\\s?>");

    /** Numbers of this size are in no text by chance; one that is, is taken for a placeholder that the model invented. */
    private static final int FEW = 1_000_000;

    /** What an answer consists of: words as the model wrote them, or markup of the original. */
    sealed interface Item {}

    record Said(String words) implements Item {}

    record Kept(Fragment markup) implements Item {}

    private record Mark(int number, boolean end) {}

    private final Map<Mark, Fragment> markup = new HashMap<>();
    private final Map<Integer, Integer> parents = new HashMap<>();
    private final String text;
    private final int first;

    Placeholders(Piece piece) {
        this.first = firstFree(piece);
        StringBuilder written = new StringBuilder();
        Map<Integer, Integer> numbers = new HashMap<>();
        Deque<Integer> within = new ArrayDeque<>(List.of(0));
        int next = first;
        for (Fragment fragment : piece.fragments()) {
            if (fragment instanceof Fragment.Words words) {
                written.append(words.text());
            } else if (fragment instanceof Fragment.Protected kept) {
                written.append(kept.text());
            } else if (fragment instanceof Fragment.Close close) {
                int number = numbers.getOrDefault(close.pair(), 0);
                within.pop();
                markup.put(new Mark(number, true), fragment);
                written.append("</").append(number).append('>');
            } else {
                int number = next++;
                parents.put(number, within.element());
                markup.put(new Mark(number, false), fragment);
                if (fragment instanceof Fragment.Open open) {
                    numbers.put(open.pair(), number);
                    within.push(number);
                    written.append('<').append(number).append('>');
                } else {
                    written.append('<').append(number).append("/>");
                }
            }
        }
        this.text = Blank.strip(written.toString());
    }

    /** What the model reads. */
    String text() {
        return text;
    }

    /**
     * Finds the markup's places in an answer.
     *
     * @return empty unless each placeholder is there once and within the same as in the original; their order is the
     *     model's, for languages have orders of their own
     */
    Optional<List<Item>> read(String answer) {
        if (markup.isEmpty()) {
            return Optional.of(List.of(new Said(answer)));
        }
        List<Item> items = new ArrayList<>();
        Deque<Integer> within = new ArrayDeque<>(List.of(0));
        Set<Mark> seen = new HashSet<>();
        int from = 0;
        Matcher form = FORM.matcher(answer);
        while (form.find()) {
            int number = Integer.parseInt(form.group(2));
            if (number < first) {
                continue;
            }
            Mark mark = new Mark(number, !form.group(1).isEmpty());
            Fragment fragment = markup.get(mark);
            if (fragment == null || !seen.add(mark) || !fits(fragment, number, within)) {
                return Optional.empty();
            }
            items.add(new Said(answer.substring(from, form.start())));
            items.add(new Kept(fragment));
            from = form.end();
        }
        items.add(new Said(answer.substring(from)));
        return seen.size() == markup.size() ? Optional.of(items) : Optional.empty();
    }

    private boolean fits(Fragment fragment, int number, Deque<Integer> within) {
        if (fragment instanceof Fragment.Close) {
            return within.element() == number && within.pop() == number;
        }
        if (!within.element().equals(parents.get(number))) {
            return false;
        }
        if (fragment instanceof Fragment.Open) {
            within.push(number);
        }
        return true;
    }

    /** Above whatever looks like a placeholder in the words themselves. */
    private static int firstFree(Piece piece) {
        StringBuilder words = new StringBuilder();
        for (Fragment fragment : piece.fragments()) {
            if (fragment instanceof Fragment.Words part) {
                words.append(part.text());
            } else if (fragment instanceof Fragment.Protected part) {
                words.append(part.text());
            }
        }
        int highest = 0;
        Matcher form = FORM.matcher(words);
        while (form.find()) {
            int number = Integer.parseInt(form.group(2));
            highest = number < FEW ? Math.max(highest, number) : highest;
        }
        return highest + 1;
    }
}
