package io.bloomline.language;

/**
 * A programming language of BLOOM.
 *
 * @param code  private use tag of BCP 47, such as {@code zxx-x-java}
 * @param name  what it is called
 * @param files how many files of the training data are in it
 */
public record ProgrammingLanguage(String code, String name, long files) {}
