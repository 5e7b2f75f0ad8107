package io.bloomline.failure;

/**
 * One thing that went wrong.
 *
 * @param kind    what is to be done about it
 * @param code    stable name of the cause in kebab case, to count and filter by, such as {@code too-many-tokens}
 * @param message one sentence for a person: what, the value and the limit, and what to do; never text of a document
 */
public record Failure(FailureKind kind, String code, String message) {

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
}
