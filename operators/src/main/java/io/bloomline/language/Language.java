package io.bloomline.language;

/**
 * A natural language of BLOOM.
 *
 * @param code      BCP 47 code, such as {@code sw} or {@code zh-Hant}
 * @param name      name in English, as CLDR has it; this is what prompts say
 * @param ownName   name in the language itself
 * @param script    ISO 15924 code of the script it is written in
 * @param direction which way it is written
 * @param family    language family, as BigScience names it
 * @param bytes     size of the training data in it, in UTF-8
 */
public record Language(
        String code, String name, String ownName, String script, Direction direction, String family, long bytes) {

    /** All of ROOTS, programming languages included. */
    private static final double ROOTS_BYTES = 1_614_479_114_961.0;

    /** Which way a language is written. */
    public enum Direction {
        LTR,
        RTL
    }

    /** Its part of BLOOM's training data, in per cent of the bytes. */
    public double trainingShare() {
        return 100 * bytes / ROOTS_BYTES;
    }
}
