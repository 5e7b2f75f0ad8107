package io.bloomline.job.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A new folder that is deleted with all that is in it.
 *
 * @param path where it is
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

    /** Makes a folder where the system keeps temporary ones. */
    public static TemporaryFolder create(String prefix) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(prefix));
        } catch (IOException failure) {
            throw new UncheckedIOException("No temporary folder could be made", failure);
        }
    }

    /** Deletes the folder. Idempotent. */
    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException deletedMeanwhile) {
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(path + " could not be deleted", failure);
        }
    }
}
