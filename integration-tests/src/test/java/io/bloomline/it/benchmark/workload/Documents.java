package io.bloomline.it.benchmark.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Texts by number. As the simulated server counts, a text has as many tokens as UTF-8 bytes. Thread-safe. */
public interface Documents {

    /** How many there are. */
    int count();

    /** The text of one. */
    String text(int number);

    /** Its tokens. */
    int tokens(int number);

    /** The tokens of all of them. */
    default int[] lengths() {
        int[] lengths = new int[count()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = tokens(i);
        }
        return lengths;
    }

    /**
     * Meaningless texts.
     *
     * @param lengths how long they are
     * @param count   how many
     * @param seed    what else they depend on
     */
    static Documents drawn(Lengths lengths, int count, long seed) {
        return new DrawnDocuments(lengths.draw(count, new Random(seed)));
    }

    /**
     * Paragraphs of files that a user has, drawn again and again where there are fewer than asked for. One that is longer
     * than {@link Lengths#LONGEST} is left at its beginning.
     *
     * @param folder where the files are, in UTF-8, at any depth
     * @param count  how many
     * @param seed   what else the choice depends on
     * @throws IOException when they can't be read, or there is no text in them
     */
    static Documents ofFolder(Path folder, int count, long seed) throws IOException {
        return FolderDocuments.of(folder, count, seed);
    }
}
