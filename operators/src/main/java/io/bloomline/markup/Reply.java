package io.bloomline.markup;

import io.bloomline.markup.Placeholders.Item;
import io.bloomline.markup.Placeholders.Kept;
import io.bloomline.markup.Placeholders.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;

/** What a model's answer for a piece amounts to. */
sealed interface Reply {

    /** The words themselves: all stays as it is. */
    record Echo() implements Reply {}

    /** Nothing. */
    record Empty() implements Reply {}

    /** Words without all of the markup, or with markup of the model's own. */
    record MarkupLost() implements Reply {}

    /** A translation. */
    record Translated(Edit edit) implements Reply {}

    /**
     * Judges an answer.
     *
     * @param original the whole text that the piece is from
     */
    static Reply of(String original, Piece piece, Placeholders placeholders, String answer) {
        String stripped = Blank.strip(answer);
        if (stripped.isEmpty()) {
            return new Empty();
        }
        if (stripped.equals(placeholders.text())) {
            return new Echo();
        }
        Optional<List<Item>> read = placeholders.read(stripped);
        if (read.isEmpty()) {
            return new MarkupLost();
        }
        List<Item> items = tidy(read.get());
        if (hasEmptied(items)) {
            return new MarkupLost();
        }
        return new Translated(new Edit(piece, parts(original, piece, items), keepsProtected(piece, items)));
    }

    /** Takes spaces out of what markup is around: {@code ** word**} would be no markup any more. */
    private static List<Item> tidy(List<Item> items) {
        List<Item> tidy = new ArrayList<>(items);
        for (int i = tidy.size() - 1; i > 1; i -= 2) {
            String words = ((Said) tidy.get(i)).words();
            if (isOpen(tidy.get(i - 1)) && !words.isEmpty() && Blank.is(words.charAt(0))) {
                tidy.set(i, new Said(words.stripLeading()));
                tidy.set(i - 2, new Said(((Said) tidy.get(i - 2)).words() + ' '));
            }
        }
        for (int i = 0; i < tidy.size() - 2; i += 2) {
            String words = ((Said) tidy.get(i)).words();
            if (isClose(tidy.get(i + 1)) && !words.isEmpty() && Blank.is(words.charAt(words.length() - 1))) {
                tidy.set(i, new Said(words.stripTrailing()));
                tidy.set(i + 2, new Said(' ' + ((Said) tidy.get(i + 2)).words()));
            }
        }
        int last = tidy.size() - 1;
        tidy.set(0, new Said(((Said) tidy.get(0)).words().stripLeading()));
        tidy.set(last, new Said(((Said) tidy.get(last)).words().stripTrailing()));
        return tidy;
    }

    private static boolean hasEmptied(List<Item> items) {
        for (int i = 1; i < items.size() - 2; i += 2) {
            if (isOpen(items.get(i))
                    && isClose(items.get(i + 2))
                    && ((Said) items.get(i + 1)).words().isBlank()) {
                return true;
            }
        }
        for (Item item : items) {
            if (item instanceof Said said && !said.words().isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static List<Part> parts(String original, Piece piece, List<Item> items) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Said said) {
                int next = i + 1 < items.size()
                        ? ((Kept) items.get(i + 1)).markup().start()
                        : piece.end();
                char follows = next < original.length() ? original.charAt(next) : 0;
                parts.add(new Part.Written(piece.unit().escaping().escape(said.words(), follows)));
            } else {
                Fragment markup = ((Kept) items.get(i)).markup();
                parts.add(
                        markup instanceof Fragment.Close close && close.rewritten() != null
                                ? new Part.Written(close.rewritten())
                                : new Part.Original(markup.start(), markup.end()));
            }
        }
        return parts;
    }

    private static boolean keepsProtected(Piece piece, List<Item> items) {
        Map<String, Integer> balance = new HashMap<>();
        for (Fragment fragment : piece.fragments()) {
            if (fragment instanceof Fragment.Protected kept) {
                balance.merge(kept.text(), 1, Integer::sum);
            }
        }
        for (Item item : items) {
            if (item instanceof Said said) {
                for (MatchResult found : ProtectedText.find(said.words())) {
                    balance.merge(found.group(), -1, Integer::sum);
                }
            }
        }
        return balance.values().stream().allMatch(count -> count == 0);
    }

    private static boolean isOpen(Item item) {
        return item instanceof Kept kept && kept.markup() instanceof Fragment.Open;
    }

    private static boolean isClose(Item item) {
        return item instanceof Kept kept && kept.markup() instanceof Fragment.Close;
    }
}
