package io.bloomline.job.local;

/** Colours of a terminal. */
enum Ink {
    PLAIN(""),
    BOLD("1"),
    FAINT("2"),
    GREEN("32"),
    RED("31"),
    CYAN("36");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** The text in this colour; as it is where colours are off. */
    String on(String text, boolean colours) {
        return colours && this != PLAIN && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
