package io.bloomline.inference.triton;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to servers.
 *
 * @param tls             null for plain text
 * @param headers         sent with every call, names in lower case; never shown, unless gRPC's own log is at DEBUG
 * @param compression     of what is sent
 * @param maxMessageBytes most bytes of one request or response, above zero; what is larger is split or refused
 * @param keepAlive       how often to ask over a silent connection whether the server is still there, at least 10 s;
 *                        null never asks. A Triton that isn't told otherwise closes connections that ask more often than
 *                        every 5 minutes ({@code --grpc-http2-min-recv-ping-interval-without-data})
 */
public record ConnectionSettings(
        @Nullable TlsSettings tls,
        Map<String, Secret> headers,
        Compression compression,
        int maxMessageBytes,
        @Nullable Duration keepAlive)
        implements Serializable {

    /** Plain text, no headers, no compression, 256 MiB, no keep-alive. */
    public static final ConnectionSettings DEFAULT =
            new ConnectionSettings(null, Map.of(), Compression.NONE, 256 << 20, null);

    /** How requests are compressed. */
    public enum Compression {
        NONE,
        GZIP
    }

    public ConnectionSettings {
        Map<String, Secret> lowerCase = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            String checked = checkedName(name);
            if (!value.value().matches("[\\x20-\\x7e]*")) {
                // gRPC would drop it, and write it into the log.
                throw new IllegalArgumentException(
                        "The value of header '" + checked + "' has a line break or a letter beyond ASCII");
            }
            lowerCase.put(checked, value);
        });
        headers = Map.copyOf(lowerCase);
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException("maxMessageBytes is " + maxMessageBytes + "; it must be above zero");
        }
        if (keepAlive != null && keepAlive.compareTo(Duration.ofSeconds(10)) < 0) {
            throw new IllegalArgumentException("keepAlive is " + keepAlive + "; it must be at least 10 s");
        }
    }

    /** The same with TLS. */
    public ConnectionSettings withTls(TlsSettings tls) {
        return new ConnectionSettings(tls, headers, compression, maxMessageBytes, keepAlive);
    }

    /** The same with one more header. */
    public ConnectionSettings withHeader(String name, Secret value) {
        Map<String, Secret> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ConnectionSettings(tls, more, compression, maxMessageBytes, keepAlive);
    }

    /** The same with a token that says who asks: {@code authorization: Bearer <token>}. */
    public ConnectionSettings withBearerToken(Secret token) {
        return withHeader("authorization", new Secret("Bearer " + token.value()));
    }

    private static String checkedName(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (!lowerCase.matches("[a-z0-9._-]+") || lowerCase.startsWith("grpc-") || lowerCase.endsWith("-bin")) {
            throw new IllegalArgumentException("'" + name + "' can't be a header's name: letters, digits, '.', '_' and"
                    + " '-', neither beginning with grpc- nor ending with -bin");
        }
        return lowerCase;
    }
}
