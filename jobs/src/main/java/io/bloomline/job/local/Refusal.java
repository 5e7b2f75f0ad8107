package io.bloomline.job.local;

/**
 * A dead letter as it stands in its topic.
 *
 * @param key     key of the original
 * @param value   value of the original
 * @param kind    unreadable or rejected
 * @param code    cause, to count by
 * @param message cause, to read
 */
@SuppressWarnings("ArrayRecordComponent") // read once, compared by its value only
record Refusal(String key, byte[] value, String kind, String code, String message) {}
