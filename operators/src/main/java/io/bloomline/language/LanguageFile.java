package io.bloomline.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** A table among the resources of this package: comments, a line of headings, and rows of values without commas in them. */
final class LanguageFile {

    private LanguageFile() {}

    /** The rows, each a list of values. */
    static List<List<String>> rows(String name) {
        try (InputStream in = requireNonNull(LanguageFile.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> Arrays.asList(line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be read from the class path", e);
        }
    }
}
