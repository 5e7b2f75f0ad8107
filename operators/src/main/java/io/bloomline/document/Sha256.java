package io.bloomline.document;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.HexFormat;

/** The hash by which provenance names texts. */
public final class Sha256 {

    private static final String ALGORITHM = "SHA-256";

    /** Looked for once: a search through all providers costs as much as hashing a document. */
    private static final Provider PROVIDER = provider();

    private Sha256() {}

    /** SHA-256 of the bytes, as 64 lower-case hexadecimal digits. */
    public static String hex(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(ALGORITHM, PROVIDER).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
    }

    private static Provider provider() {
        try {
            return MessageDigest.getInstance(ALGORITHM).getProvider();
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
    }

    private static AssertionError missing(NoSuchAlgorithmException e) {
        return new AssertionError("every Java platform has " + ALGORITHM, e);
    }
}
