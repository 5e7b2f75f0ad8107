package io.bloomline.job.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads job files. */
public final class JobFileReader {

    private final UnaryOperator<@Nullable String> environment;

    /** Reads files whose <code>${env:NAME}</code> are answered by this process's environment. */
    public JobFileReader() {
        this(System::getenv);
    }

    /**
     * Reads files whose <code>${env:NAME}</code> are answered by the given function.
     *
     * @param environment value of a variable by its name, null when it isn't set
     */
    public JobFileReader(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * Reads a job file.
     *
     * @throws JobFileException with every problem of the file, each with its place
     */
    public JobFile read(Path file) throws JobFileException {
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new JobFileException(file + " can't be read: " + unreadable.getMessage());
        }
    }

    /**
     * Reads the text of a job file.
     *
     * @param fileName what messages call it
     * @param yaml     the text
     * @throws JobFileException with every problem of the text, each with its place
     */
    public JobFile parse(String fileName, String yaml) throws JobFileException {
        if (yaml.isBlank()) {
            throw new JobFileException(fileName + " is empty");
        }
        throw new UnsupportedOperationException("Parsing comes next" + environment);
    }
}
