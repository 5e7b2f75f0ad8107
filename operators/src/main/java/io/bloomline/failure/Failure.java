package io.bloomline.failure;

import java.io.Serializable;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that went wrong. Serializable, because exceptions travel from Flink's workers to whoever started the job.
 *
 * @param kind    what is to be done about it
 * @param code    stable name of the cause in kebab case, to count and filter by, such as {@code too-many-tokens}
 * @param message one sentence for a person: what, the value and the limit, and what to do; never text of a document. On
 *                one line, without control characters: a document or a server has a say in some, and is to write no line
 *                of its own into a log, nor anything that a terminal obeys
 */
public record Failure(FailureKind kind, String code, String message) implements Serializable {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final Set<String> OVERLOAD = Set.of("queue-full", "queue-timeout", "overloaded");

    public Failure {
        message = UNPRINTABLE.matcher(message).replaceAll(" ");
    }

    public static Failure unreadable(String code, String message) {
        return new Failure(FailureKind.UNREADABLE, code, message);
    }

    public static Failure rejected(String code, String message) {
        return new Failure(FailureKind.REJECTED, code, message);
    }

    public static Failure transientFailure(String code, String message) {
        return new Failure(FailureKind.TRANSIENT, code, message);
    }

    public static Failure misconfigured(String code, String message) {
        return new Failure(FailureKind.MISCONFIGURED, code, message);
    }

    /** Whether a server says that it was asked for more than it can do: then it should be asked for less at a time. */
    public boolean saysOverload() {
        return kind == FailureKind.TRANSIENT && OVERLOAD.contains(code);
    }
}
