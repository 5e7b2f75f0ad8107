package io.bloomline.job.local;

/** Why the demo could not come to its end, in words for a person. */
final class DemoException extends Exception {

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What happened, and why in the words of whatever failed first. */
    String reason() {
        Throwable first = this;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first == this ? String.valueOf(getMessage()) : getMessage() + ": " + first.getMessage();
    }
}
