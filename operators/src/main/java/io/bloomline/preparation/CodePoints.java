package io.bloomline.preparation;

/** Counts a text's code points from its beginning to places that come in order, each only once. Not thread-safe. */
final class CodePoints {

    private final String text;
    private int place;
    private int codePoints;

    CodePoints(String text) {
        this.text = text;
    }

    /**
     * How many there are before a place.
     *
     * @param place in UTF-16 code units, no less than at the last call
     */
    int before(int place) {
        codePoints += text.codePointCount(this.place, place);
        this.place = place;
        return codePoints;
    }
}
