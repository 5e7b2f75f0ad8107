package io.bloomline.markup;

import java.util.Arrays;
import java.util.List;

/** A stretch of the original as a reader sees it, without entities and escapes. */
final class Decoded {

    private final String text;

    /** Where in the original each code unit of the text comes from; one more than there are, the last being the end. */
    private final int[] places;

    /**
     * Reads a stretch.
     *
     * @param places owned by this object from now on
     */
    Decoded(String text, int[] places) {
        this.text = text;
        this.places = places;
    }

    /** A stretch that is written as it is read. */
    static Decoded same(String original, int start, int end) {
        int[] places = new int[end - start + 1];
        Arrays.setAll(places, i -> start + i);
        return new Decoded(original.substring(start, end), places);
    }

    /** One space for a stretch of white space, line breaks and what lines begin with. */
    static Decoded space(int start, int end) {
        return new Decoded(" ", new int[] {start, end});
    }

    /** Adjoining stretches as one. */
    static Decoded join(List<Decoded> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        StringBuilder text = new StringBuilder();
        int[] places =
                new int[parts.stream().mapToInt(part -> part.text.length()).sum() + 1];
        for (Decoded part : parts) {
            System.arraycopy(part.places, 0, places, text.length(), part.places.length);
            text.append(part.text);
        }
        return new Decoded(text.toString(), places);
    }

    String text() {
        return text;
    }

    int length() {
        return text.length();
    }

    int start() {
        return places[0];
    }

    int end() {
        return places[text.length()];
    }

    /** Where in the original this code unit comes from, or at the text's length its end. */
    int at(int index) {
        return places[index];
    }

    /** Whether the original can be cut before this code unit: not within an entity that stands for several. */
    boolean divisibleAt(int index) {
        return index == 0 || places[index] != places[index - 1];
    }

    /** Its beginning. */
    Decoded upTo(int length) {
        return new Decoded(text.substring(0, length), Arrays.copyOf(places, length + 1));
    }

    /** The same where the original is a part of a longer text. */
    Decoded movedBy(int offset) {
        return new Decoded(
                text, Arrays.stream(places).map(place -> place + offset).toArray());
    }
}
