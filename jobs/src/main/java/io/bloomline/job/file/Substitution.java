package io.bloomline.job.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of <code>${env:NAME}</code> and <code>${file:PATH}</code> in their places, once: what is put in is not
 * looked at again. <code>$${</code> stands for <code>${</code> itself.
 */
final class Substitution {

    private static final Pattern MARKED = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}?");

    private final UnaryOperator<@Nullable String> environment;

    Substitution(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    String apply(String written) throws MissingException {
        var matcher = MARKED.matcher(written);
        var text = new StringBuilder();
        int copied = 0;
        while (matcher.find()) {
            text.append(written.substring(copied, matcher.start()));
            copied = matcher.end();
            text.append(matcher.group().startsWith("$$") ? "${" : value(matcher.group()));
        }
        return text.append(written.substring(copied)).toString();
    }

    private String value(String reference) throws MissingException {
        if (reference.startsWith("${env:") && reference.endsWith("}")) {
            return variable(reference.substring("${env:".length(), reference.length() - 1));
        }
        if (reference.startsWith("${file:") && reference.endsWith("}")) {
            return file(reference.substring("${file:".length(), reference.length() - 1));
        }
        throw new MissingException(
                reference + " is neither ${env:NAME} nor ${file:PATH}; write $${ where ${ itself is meant");
    }

    private String variable(String name) throws MissingException {
        String value = environment.apply(name);
        if (value == null) {
            throw new MissingException("the environment variable " + name + " is not set");
        }
        return value;
    }

    /** Without the line break that editors leave at the end. */
    private static String file(String path) throws MissingException {
        try {
            return Files.readString(Path.of(path)).stripTrailing();
        } catch (IOException | InvalidPathException | SecurityException unreadable) {
            throw new MissingException("the file " + path + " can't be read");
        }
    }

    /** A reference to something that isn't there. */
    static final class MissingException extends Exception {
        private final String what;

        MissingException(String what) {
            super(what);
            this.what = what;
        }

        /** What isn't there, for a message. */
        String what() {
            return what;
        }
    }
}
