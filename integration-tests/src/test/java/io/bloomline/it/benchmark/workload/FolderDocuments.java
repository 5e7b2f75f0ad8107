package io.bloomline.it.benchmark.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Paragraphs of files, drawn at random, again and again where there are fewer than asked for.
 *
 * @param paragraphs the texts there are
 * @param chosen     which of them each document is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record FolderDocuments(List<String> paragraphs, int[] chosen) implements Documents {

    private static final Pattern EMPTY_LINE = Pattern.compile("\\R\\s*\\R");

    /**
     * Paragraphs are divided by empty lines; of one that is longer than {@link Lengths#LONGEST} only the beginning is
     * taken.
     *
     * @param folder where the files are, in UTF-8, at any depth
     * @param count  how many documents
     * @param seed   what else the choice depends on
     */
    static FolderDocuments of(Path folder, int count, long seed) throws IOException {
        List<String> paragraphs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                EMPTY_LINE
                        .splitAsStream(read(file))
                        .map(FolderDocuments::beginning)
                        .filter(text -> !text.isBlank())
                        .forEach(paragraphs::add);
            }
        }
        if (paragraphs.isEmpty()) {
            throw new IOException("No file under " + folder + " has any text");
        }
        return new FolderDocuments(
                paragraphs, new Random(seed).ints(count, 0, paragraphs.size()).toArray());
    }

    @Override
    public int count() {
        return chosen.length;
    }

    @Override
    public String text(int number) {
        return paragraphs.get(chosen[number]);
    }

    @Override
    public int tokens(int number) {
        return text(number).getBytes(UTF_8).length;
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            // It doesn't say which file it was.
            throw new IOException(file + " is not text in UTF-8; take it out of the folder", e);
        }
    }

    private static String beginning(String paragraph) {
        String text = paragraph.strip();
        int end = Math.min(text.length(), Lengths.LONGEST);
        while (text.substring(0, end).getBytes(UTF_8).length > Lengths.LONGEST) {
            end = text.offsetByCodePoints(0, text.codePointCount(0, end) - 1);
        }
        return text.substring(0, end);
    }
}
