package io.bloomline.language;

/**
 * A natural language.
 *
 * @param code BCP 47 code, such as {@code sw} or {@code zh-Hant}
 * @param name name in English, as CLDR has it; this is what prompts say
 */
public record Language(String code, String name) {}
