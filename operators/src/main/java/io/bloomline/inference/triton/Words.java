package io.bloomline.inference.triton;

import io.grpc.Status;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a status says beside its code.
 *
 * @param text  the description and, where there is one, the message of the exception at the bottom
 * @param cause what led to it, or null
 */
record Words(String text, @Nullable Throwable cause) {

    private static final Pattern TLS_REFUSAL =
            Pattern.compile("certificate|handshake|alert|cert path|PKIX|trust", Pattern.CASE_INSENSITIVE);

    /** How a server says that tensors are not as the model wants them. */
    private static final String[] MISFIT = {
        "unexpected shape",
        "data-type is",
        "inputs but got",
        "unexpected inference",
        "byte size mismatch",
        "batch size does not match",
        "string elements",
        "already exists in request",
        "already provided",
        "not expected by"
    };

    private static final int MAX_DEPTH = 20;

    static Words of(Status status) {
        String description = status.getDescription() == null ? "" : status.getDescription();
        String root = chain(status.getCause())
                .reduce((outer, inner) -> inner)
                .map(Throwable::getMessage)
                .orElse("");
        String both = description.contains(root)
                ? description
                : description.isEmpty() ? root : description + " (" + root + ")";
        return new Words(both.replaceAll("\\s+", " ").trim(), status.getCause());
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether it has one of these parts, in upper or lower case. */
    boolean has(String... parts) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        return Stream.of(parts).anyMatch(part -> lowerCase.contains(part.toLowerCase(Locale.ROOT)));
    }

    /** Whether they say that tensors are not as the model wants them. */
    boolean areOfMisfit() {
        return has(MISFIT);
    }

    /** Whether a certificate or a handshake was refused. */
    boolean fromTls() {
        return chain(cause).anyMatch(Words::isTls);
    }

    private static boolean isTls(Throwable thrown) {
        return thrown instanceof CertificateException
                || (thrown instanceof SSLException
                        && TLS_REFUSAL
                                .matcher(String.valueOf(thrown.getMessage()))
                                .find());
    }

    String shortened(int length) {
        return text.length() <= length ? text : text.substring(0, length) + " …";
    }

    private static Stream<Throwable> chain(@Nullable Throwable thrown) {
        return thrown == null
                ? Stream.empty()
                : Stream.iterate(thrown, t -> t != null, Throwable::getCause).limit(MAX_DEPTH);
    }
}
