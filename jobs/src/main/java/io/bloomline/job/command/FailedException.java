package io.bloomline.job.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a command with exit code 1 and lines for the user. */
public final class FailedException extends RuntimeException {

    private final List<String> lines;

    public FailedException(List<String> lines) {
        this(lines, null);
    }

    /** With the exception that led to it, for {@code --verbose}. */
    public FailedException(List<String> lines, @Nullable Throwable cause) {
        super(String.join("\n", lines), cause);
        this.lines = List.copyOf(lines);
    }

    /** What to print. */
    public List<String> lines() {
        return lines;
    }
}
