package io.bloomline.schema;

/** Bytes that are not the record they should be. */
public final class MalformedRecordException extends Exception {

    private final String code;

    /**
     * Says what is wrong.
     *
     * @param code    stable name of the cause in kebab case, such as {@code malformed-json}
     * @param message one sentence: what is wrong, where in the bytes, what is expected; never the content itself
     */
    public MalformedRecordException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Stable name of the cause in kebab case. */
    public String code() {
        return code;
    }
}
