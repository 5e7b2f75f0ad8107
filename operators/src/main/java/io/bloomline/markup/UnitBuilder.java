package io.bloomline.markup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts a unit together from what a reader comes by, in the order of the text. */
final class UnitBuilder {

    private record Opened(Object what, int pair) {}

    private final List<Fragment> fragments = new ArrayList<>();
    private final List<Decoded> words = new ArrayList<>();
    private final Deque<Opened> opened = new ArrayDeque<>();
    private final Escaping escaping;
    private final @Nullable Pattern markupInWords;
    private int end = -1;
    private int pairs;
    private boolean nested = true;

    /**
     * Starts a unit.
     *
     * @param markupInWords what looks like words to the parser and isn't, if anything
     */
    UnitBuilder(Escaping escaping, @Nullable Pattern markupInWords) {
        this.escaping = escaping;
        this.markupInWords = markupInWords;
    }

    /** Where the last stretch ended; -1 before the first. */
    int end() {
        return end;
    }

    void words(Decoded decoded) {
        if (decoded.text().isEmpty()) {
            return;
        }
        moveTo(decoded.start(), decoded.end());
        words.add(decoded);
    }

    /** Markup that begins something, which {@link #close} ends by the same object. */
    void open(int start, int end, Object what) {
        moveTo(start, end);
        divideWords();
        opened.push(new Opened(what, ++pairs));
        fragments.add(new Fragment.Open(start, end, pairs));
    }

    void close(int start, int end, Object what, @Nullable String rewritten) {
        Opened innermost = opened.peek();
        if (innermost == null || !innermost.what().equals(what)) {
            nested = false;
            alone(start, end, false);
            return;
        }
        moveTo(start, end);
        divideWords();
        opened.pop();
        fragments.add(new Fragment.Close(start, end, innermost.pair(), rewritten));
    }

    /** Markup by itself; {@code word} if the sentence would lack something without it. */
    void alone(int start, int end, boolean word) {
        moveTo(start, end);
        divideWords();
        addAlone(start, end, word);
    }

    /** The unit, if there is anything in it to translate. */
    Optional<Unit> finish() {
        divideWords();
        if (fragments.stream().noneMatch(Fragment::translatable)) {
            return Optional.empty();
        }
        return Optional.of(new Unit(fragments, nested && opened.isEmpty(), escaping));
    }

    private void moveTo(int nextStart, int nextEnd) {
        int dropped = end;
        if (dropped >= 0 && dropped != nextStart) {
            // Something that the parser left out: nobody knows what belongs to what around it.
            nested = false;
            divideWords();
            addAlone(dropped, nextStart, false);
        }
        end = nextEnd;
    }

    private void addAlone(int start, int end, boolean word) {
        int last = fragments.size() - 1;
        if (last >= 0 && fragments.get(last) instanceof Fragment.Alone before) {
            fragments.set(last, new Fragment.Alone(before.start(), end, before.word() || word));
        } else {
            fragments.add(new Fragment.Alone(start, end, word));
        }
    }

    private void divideWords() {
        if (words.isEmpty()) {
            return;
        }
        Decoded run = Decoded.join(words);
        words.clear();
        int from = 0;
        if (markupInWords != null) {
            for (MatchResult found : markupInWords.matcher(run.text()).results().toList()) {
                divide(run, from, found.start());
                addAlone(run.at(found.start()), run.at(found.end()), false);
                from = found.end();
            }
        }
        divide(run, from, run.length());
    }

    private void divide(Decoded run, int from, int to) {
        int next = from;
        for (MatchResult found : ProtectedText.find(run.text().substring(from, to))) {
            int start = from + found.start();
            int end = from + found.end();
            if (run.divisibleAt(start) && run.divisibleAt(end)) {
                trim(run, next, start);
                fragments.add(new Fragment.Protected(run.at(start), run.at(end), found.group()));
                next = end;
            }
        }
        trim(run, next, to);
    }

    /** Sets the space around words apart, so that it can stay as it is when they change. */
    private void trim(Decoded run, int from, int to) {
        int start = from;
        while (start < to && Blank.is(run.text().charAt(start))) {
            start++;
        }
        int end = to;
        while (end > start && Blank.is(run.text().charAt(end - 1))) {
            end--;
        }
        add(run, from, start);
        add(run, start, end);
        add(run, end, to);
    }

    private void add(Decoded run, int from, int to) {
        if (from < to) {
            fragments.add(
                    new Fragment.Words(run.at(from), run.at(to), run.text().substring(from, to)));
        }
    }
}
