package io.bloomline.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model is asked at once: a unit or a stretch of it.
 *
 * @param unit      where it is from
 * @param fragments begin and end with what a translation is needed for, or with what is protected; if there is markup
 *                  among them, it is nested
 */
record Piece(Unit unit, List<Fragment> fragments) {

    /** As much of a unit as can be asked at once: all, unless its markup isn't nested. */
    static List<Piece> of(Unit unit) {
        return unit.nested() ? trimmed(unit, unit.fragments()).stream().toList() : between(unit, unit.fragments());
    }

    int start() {
        return fragments.get(0).start();
    }

    int end() {
        return fragments.get(fragments.size() - 1).end();
    }

    boolean hasMarkup() {
        return fragments.stream().anyMatch(Piece::isMarkup);
    }

    /** The pieces between its markup. */
    List<Piece> withoutMarkup() {
        return between(unit, fragments);
    }

    /** The pieces between its markup and what is protected. */
    List<Piece> withoutProtected() {
        List<Piece> pieces = new ArrayList<>();
        for (Fragment fragment : fragments) {
            if (fragment.translatable()) {
                pieces.add(new Piece(unit, List.of(fragment)));
            }
        }
        return pieces;
    }

    private static List<Piece> between(Unit unit, List<Fragment> fragments) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= fragments.size(); i++) {
            if (i == fragments.size() || isMarkup(fragments.get(i))) {
                trimmed(unit, fragments.subList(from, i)).ifPresent(pieces::add);
                from = i + 1;
            }
        }
        return pieces;
    }

    /** Leaves out what stands at the ends and needs no translation, and markup that is around everything. */
    private static Optional<Piece> trimmed(Unit unit, List<Fragment> fragments) {
        int from = 0;
        int to = fragments.size();
        while (from < to) {
            if (isDispensable(fragments.get(from))) {
                from++;
            } else if (isDispensable(fragments.get(to - 1))) {
                to--;
            } else if (fragments.get(from) instanceof Fragment.Open open
                    && fragments.get(to - 1) instanceof Fragment.Close close
                    && open.pair() == close.pair()) {
                from++;
                to--;
            } else {
                break;
            }
        }
        List<Fragment> kept = List.copyOf(fragments.subList(from, to));
        return kept.stream().anyMatch(Fragment::translatable) ? Optional.of(new Piece(unit, kept)) : Optional.empty();
    }

    private static boolean isDispensable(Fragment fragment) {
        return (fragment instanceof Fragment.Alone alone && !alone.word())
                || (fragment instanceof Fragment.Words words
                        && Blank.strip(words.text()).isEmpty());
    }

    private static boolean isMarkup(Fragment fragment) {
        return !(fragment instanceof Fragment.Words || fragment instanceof Fragment.Protected);
    }
}
