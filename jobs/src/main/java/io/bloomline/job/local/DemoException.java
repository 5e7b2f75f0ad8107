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
        // Flink puts the name of a class before the message when it carries an exception from one process to another.
        String words = String.valueOf(first.getMessage()).replaceFirst("^([a-z]+\\.)+\\w+: ", "");
        return first == this ? words : getMessage() + ": " + words;
    }
}
