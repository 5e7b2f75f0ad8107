package io.bloomline.markup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The original with changed stretches. */
final class Splice {

    private record Change(int end, List<Part> parts) {}

    private final String original;
    private final NavigableMap<Integer, Change> changes = new TreeMap<>();

    private Splice(String original) {
        this.original = original;
    }

    /** The text with these pieces in their translation. */
    static String of(String original, Collection<Edit> edits) {
        Splice splice = new Splice(original);
        for (Edit edit : edits) {
            splice.changes.put(edit.piece().start(), new Change(edit.piece().end(), edit.parts()));
        }
        for (Edit edit : edits) {
            splice.rewriteMarkupAround(edit.piece());
        }
        StringBuilder text = new StringBuilder(original.length() * 5 / 4);
        splice.write(0, original.length(), text);
        return text.toString();
    }

    /** Markup that depends on the words within, where it isn't part of the edit itself. */
    private void rewriteMarkupAround(Piece piece) {
        List<Integer> openPairs = new ArrayList<>();
        for (Fragment fragment : piece.unit().fragments()) {
            if (fragment.end() <= piece.start() && fragment instanceof Fragment.Open open) {
                openPairs.add(open.pair());
            } else if (fragment.start() >= piece.end()
                    && fragment instanceof Fragment.Close close
                    && close.rewritten() != null
                    && openPairs.contains(close.pair())) {
                changes.put(close.start(), new Change(close.end(), List.of(new Part.Written(close.rewritten()))));
            }
        }
    }

    private void write(int start, int end, StringBuilder text) {
        int from = start;
        for (var change : changes.subMap(start, end).entrySet()) {
            // What holds this stretch itself, or lies within what has just been written, is not within the stretch.
            if (change.getValue().end() > end || change.getKey() < from) {
                continue;
            }
            text.append(original, from, change.getKey());
            for (Part part : change.getValue().parts()) {
                if (part instanceof Part.Written written) {
                    text.append(written.text());
                } else if (part instanceof Part.Original kept) {
                    write(kept.start(), kept.end(), text);
                }
            }
            from = change.getValue().end();
        }
        text.append(original, from, end);
    }
}
