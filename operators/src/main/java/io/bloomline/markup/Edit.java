package io.bloomline.markup;

import java.util.List;

/**
 * A translated piece.
 *
 * @param piece          what it takes the place of
 * @param parts          what it consists of
 * @param keepsProtected whether what is protected is in it as often as in the original, and nothing of the kind besides
 */
record Edit(Piece piece, List<Part> parts, boolean keepsProtected) {

    Edit {
        parts = List.copyOf(parts);
    }
}
