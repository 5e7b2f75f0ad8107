package io.bloomline.markup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The translation of a marked-up text as a dialogue: the passages of a round are asked, and their answers lead to the next
 * round, until there is nothing more to ask. A text takes three rounds at most: its units as wholes; those whose markup
 * was lost, between their markup; those whose protected text was changed, between that.
 *
 * <p>At any time {@link #text} has the original's structure, whatever the answers were. Immutable.
 */
public final class TextTranslation {

    /** Some passage was translated in pieces, because as a whole it came back without its markup or protected text. */
    public static final String IN_PIECES = "translated-in-pieces";

    /** An address, number or placeholder of the original is missing in the translation, or it has one more. */
    public static final String PROTECTED_TEXT_CHANGED = "protected-text-changed";

    /** Some passage is still in the original's language. */
    public static final String LEFT_UNTRANSLATED = "left-untranslated";

    private final MarkedText marked;
    private final List<Edit> edits;
    private final List<Piece> open;
    private final Set<String> tags;
    private final List<Integer> used;

    private TextTranslation(
            MarkedText marked, List<Edit> edits, List<Piece> open, Set<String> tags, List<Integer> used) {
        this.used = List.copyOf(used);
        this.marked = marked;
        this.edits = List.copyOf(edits);
        this.open = List.copyOf(open);
        this.tags = Set.copyOf(tags);
    }

    /** Begins a translation. */
    public static TextTranslation of(String text, Markup markup) {
        MarkedText marked = markup.read(text);
        List<Piece> pieces = new ArrayList<>();
        boolean inPieces = false;
        for (Unit unit : marked.units()) {
            List<Piece> some = Piece.of(unit);
            inPieces |= some.size() > 1;
            pieces.addAll(some);
        }
        Set<String> tags = new HashSet<>();
        if (inPieces) {
            tags.add(IN_PIECES);
        }
        if (!marked.complete()) {
            tags.add(LEFT_UNTRANSLATED);
        }
        return new TextTranslation(marked, List.of(), pieces, tags, List.of());
    }

    /** What is to be translated next, in the order of the text; empty when all is done. */
    public List<Passage> passages() {
        return open.stream()
                .map(piece -> new Passage(new Placeholders(piece).text(), piece.hasMarkup()))
                .toList();
    }

    /**
     * Takes the translations of {@link #passages}.
     *
     * @param answers one for each passage, in their order
     */
    public TextTranslation answered(List<String> answers) {
        if (answers.size() != open.size()) {
            throw new IllegalArgumentException("%d answers for %d passages".formatted(answers.size(), open.size()));
        }
        List<Edit> candidates = new ArrayList<>();
        List<Integer> nextUsed = new ArrayList<>();
        List<Integer> ofCandidates = new ArrayList<>();
        List<Piece> next = new ArrayList<>();
        Set<String> nextTags = new HashSet<>(tags);
        for (int i = 0; i < answers.size(); i++) {
            Piece piece = open.get(i);
            Reply reply = Reply.of(marked.text(), piece, new Placeholders(piece), answers.get(i));
            if (reply instanceof Reply.Translated translated) {
                List<Piece> smaller = translated.edit().keepsProtected() ? List.of() : piece.withoutProtected();
                if (smaller.isEmpty() || smaller.get(0).equals(piece)) {
                    candidates.add(translated.edit());
                    ofCandidates.add(i);
                } else {
                    next.addAll(smaller);
                    nextTags.add(IN_PIECES);
                }
            } else if (reply instanceof Reply.Echo) {
                nextUsed.add(i);
            } else {
                divide(piece, next, nextTags);
            }
        }
        List<Edit> accepted = new ArrayList<>(edits);
        if (!candidates.isEmpty()) {
            Set<Edit> passing = new HashSet<>(new StructureGuard(marked).passing(edits, candidates));
            for (int i = 0; i < candidates.size(); i++) {
                Edit candidate = candidates.get(i);
                if (passing.contains(candidate)) {
                    accepted.add(candidate);
                    nextUsed.add(ofCandidates.get(i));
                } else {
                    divide(candidate.piece(), next, nextTags);
                }
            }
        }
        return new TextTranslation(marked, accepted, next, nextTags, nextUsed);
    }

    /** What can be asked in place of a piece whose answer is of no use; nothing more, if it is a piece already. */
    private static void divide(Piece piece, List<Piece> next, Set<String> tags) {
        if (piece.hasMarkup()) {
            next.addAll(piece.withoutMarkup());
            tags.add(IN_PIECES);
        } else {
            tags.add(LEFT_UNTRANSLATED);
        }
    }

    /** Which answers of the last round are in the text, by their places; the others were of no use. */
    public List<Integer> used() {
        return used;
    }

    /** The text with what has been translated so far. */
    public String text() {
        return Splice.of(marked.text(), edits);
    }

    /** What a reader of the translation should know of it, in alphabetical order. */
    public SortedSet<String> tags() {
        SortedSet<String> all = new TreeSet<>(tags);
        if (edits.stream().anyMatch(edit -> !edit.keepsProtected())) {
            all.add(PROTECTED_TEXT_CHANGED);
        }
        return all;
    }
}
