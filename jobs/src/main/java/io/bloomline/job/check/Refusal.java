package io.bloomline.job.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.jspecify.annotations.Nullable;

/**
 * Why a client can't be made or isn't let in, in words for who wrote the job file. Of what Kafka says about logins only
 * that is quoted which can't hold a secret.
 *
 * @param key     of the job file
 * @param message what it is, and what to do
 */
public record Refusal(String key, String message) {

    static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private static final String LOGIN = "kafka.sasl.jaas.config";
    private static final String TOKEN_ENDPOINT = "sasl.oauthbearer.token.endpoint.url";
    private static final String CAUSED_BY = "Caused by: ";

    /**
     * Of what Kafka's client threw.
     *
     * @param kafka the settings of the client
     */
    public static Refusal of(Throwable thrown, Map<String, String> kafka) {
        List<Throwable> chain = chain(thrown);
        if (says(chain, "JAAS conf", "java.security.auth.login.config")) {
            // Kafka quotes what it stumbled over, which may be part of a password.
            return new Refusal(
                    LOGIN,
                    "is missing, or not what Kafka reads: MODULE required username=\"…\" password=\"…\"; with the"
                            + " semicolon, and with \\ before each \" and \\ of a password");
        }
        if (says(chain, ALLOWED_URLS)) {
            String url = kafka.getOrDefault(TOKEN_ENDPOINT, "URL");
            return new Refusal(
                    "kafka." + TOKEN_ENDPOINT,
                    "is asked only if each JVM is told so: BLOOMLINE_JAVA_OPTS=-D" + ALLOWED_URLS + "=" + url
                            + ", or on a cluster env.java.opts.all in Flink's configuration");
        }
        if (chain.stream().anyMatch(SSLException.class::isInstance)) {
            return tls(chain);
        }
        if (says(chain, "LoginException", "JwtRetriever", "token endpoint")) {
            return new Refusal(
                    "kafka." + TOKEN_ENDPOINT,
                    "gives this client no token: " + reason(thrown)
                            + ". Compare the address, and sasl.oauthbearer.client.credentials.client.id and"
                            + " .client.secret, with what the issuer of tokens knows");
        }
        return first(chain, AuthenticationException.class) instanceof AuthenticationException refused
                ? login(refused, kafka)
                : new Refusal("kafka", unknown(thrown, chain));
    }

    private static Refusal login(AuthenticationException refused, Map<String, String> kafka) {
        if (refused instanceof UnsupportedSaslMechanismException) {
            return new Refusal("kafka.sasl.mechanism", "isn't one of the broker's: " + reason(refused));
        }
        if (refused instanceof SaslAuthenticationException) {
            boolean token = "OAUTHBEARER".equals(kafka.get("sasl.mechanism"));
            return new Refusal(
                    token ? "kafka.sasl.mechanism" : LOGIN,
                    token
                            ? "the broker refuses this client's token: " + reason(refused)
                                    + ". Compare issuer, audience and keys with those that the broker expects"
                            : "the broker doesn't know this user, or not with this password: " + reason(refused)
                                    + ". Correct username or password, or create the user");
        }
        return new Refusal("kafka", "the broker refuses this client's credentials: " + reason(refused));
    }

    private static Refusal tls(List<Throwable> chain) {
        String reason = reason(chain.get(0));
        if (says(chain, "PKIX path", "certification path", "trustAnchors")) {
            return new Refusal(
                    "kafka.ssl.truststore",
                    "the broker's certificate comes from no authority that this client trusts; give the PEM file of"
                            + " its authority: ssl.truststore.type: PEM, ssl.truststore.location: FILE");
        }
        if (says(chain, "subject alternative", "No name matching")) {
            return new Refusal(
                    "kafka.bootstrap.servers",
                    "the broker's certificate is for another host: " + reason
                            + ". Name the broker, and have it advertise itself, as its certificate does");
        }
        if (says(chain, "Unsupported or unrecognized SSL message")) {
            return new Refusal(
                    "kafka.security.protocol",
                    "is for TLS, which isn't spoken at this address; name the broker's TLS port, or leave SSL out");
        }
        if (says(chain, "Received fatal alert")) {
            return new Refusal(
                    "kafka.ssl.keystore",
                    "the broker ended the TLS handshake: " + reason
                            + ". If it asks for a certificate, give one from an authority that it trusts, with its"
                            + " key: ssl.keystore.type: PEM, ssl.keystore.certificate.chain, ssl.keystore.key");
        }
        return new Refusal("kafka", "TLS with the broker fails: " + reason);
    }

    private static String unknown(Throwable thrown, List<Throwable> chain) {
        if (thrown instanceof AuthorizationException) {
            return "the broker doesn't allow it: " + reason(thrown);
        }
        return (says(chain, "Failed to create") ? "the client can't be made: " : "") + reason(thrown);
    }

    /** The deepest message, one line of it. */
    static String reason(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        Throwable deepest = chain.get(chain.size() - 1);
        String message = deepest.getMessage();
        if (message == null) {
            return deepest.getClass().getSimpleName();
        }
        // Java's logins make a message of the whole stack trace of what failed them.
        List<String> lines = message.lines().toList();
        String line = lines.stream()
                .filter(each -> each.startsWith(CAUSED_BY))
                .reduce((earlier, later) -> later)
                .orElse(lines.isEmpty() ? "" : lines.get(0));
        String stripped = line.replaceFirst("^(" + CAUSED_BY + ")?([\\w$]+\\.)+[\\w$]+(Exception|Error): ", "");
        return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }

    private static boolean says(List<Throwable> chain, String... words) {
        return chain.stream().map(Throwable::toString).anyMatch(text -> List.of(words).stream()
                .anyMatch(text::contains));
    }

    private static @Nullable Throwable first(List<Throwable> chain, Class<? extends Throwable> type) {
        return chain.stream().filter(type::isInstance).findFirst().orElse(null);
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
