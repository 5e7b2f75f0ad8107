package io.bloomline.markup;

import java.util.List;

/**
 * What is translated together: the text of one block, or of one attribute.
 *
 * @param fragments adjoin each other, in order
 * @param nested    whether each {@link Fragment.Open} has its {@link Fragment.Close} and they are properly nested; if not,
 *                  their order must stay as it is
 * @param escaping  how a translation is written in its place
 */
record Unit(List<Fragment> fragments, boolean nested, Escaping escaping) {

    Unit {
        fragments = List.copyOf(fragments);
    }

    int start() {
        return fragments.get(0).start();
    }
}
