package io.bloomline.markup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lets only such edits through that leave the markup as it is, whatever their words are. */
final class StructureGuard {

    /** Most times that a text is read again for one round of answers; what isn't shown to be right by then stays out. */
    private static final int MOST_READINGS = 48;

    private final MarkedText marked;
    private final String structure;

    StructureGuard(MarkedText marked) {
        this.marked = marked;
        this.structure = marked.structure().apply(marked.text());
    }

    /**
     * Those of the candidates with which, and with all that was accepted before, the text has its structure.
     *
     * @param accepted edits that were let through before
     */
    List<Edit> passing(List<Edit> accepted, List<Edit> candidates) {
        List<Edit> passed = new ArrayList<>(accepted);
        Deque<List<Edit>> open = new ArrayDeque<>(List.of(candidates));
        // Most often all pass at once; where one doesn't, halving finds it.
        for (int readings = 0; readings < MOST_READINGS && !open.isEmpty(); readings++) {
            List<Edit> some = open.pop();
            List<Edit> tried = new ArrayList<>(passed);
            tried.addAll(some);
            if (structure.equals(marked.structure().apply(Splice.of(marked.text(), tried)))) {
                passed = tried;
            } else if (some.size() > 1) {
                open.push(some.subList(some.size() / 2, some.size()));
                open.push(some.subList(0, some.size() / 2));
            }
        }
        return List.copyOf(passed.subList(accepted.size(), passed.size()));
    }
}
