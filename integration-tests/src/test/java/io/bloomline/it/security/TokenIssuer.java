package io.bloomline.it.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2 authorization server: over HTTPS, it gives one client a signed token (JWT, RS256) by the grant
 * {@code client_credentials}, and writes its public key into a file for brokers to read (JWKS).
 */
final class TokenIssuer implements AutoCloseable {

    static final String AUDIENCE = "kafka";
    static final String NAME = "https://issuer.example";

    private static final String KEY_ID = "only-key";
    private static final Duration VALIDITY = Duration.ofHours(1);
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final HttpsServer server;
    private final KeyPair keys;
    private final String client;
    private final String secret;

    private TokenIssuer(HttpsServer server, KeyPair keys, String client, String secret) {
        this.server = server;
        this.keys = keys;
        this.client = client;
        this.secret = secret;
    }

    /**
     * Starts one on any port of this machine.
     *
     * @param context certificate of the server
     * @param client  the client that it knows, and subject of the tokens
     * @param secret  how the client proves that
     */
    static TokenIssuer start(SSLContext context, String client, String secret)
            throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        TokenIssuer issuer = new TokenIssuer(server, generator.generateKeyPair(), client, secret);
        server.createContext("/token", issuer::answer);
        server.start();
        return issuer;
    }

    /** Where tokens are given. */
    String endpoint() {
        return "https://localhost:" + server.getAddress().getPort() + "/token";
    }

    /** Writes the key that tokens are verified with. */
    Path writeJwks(Path file) throws IOException {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return Files.writeString(
                file,
                """
                {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
                """
                        .formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent())));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean known = isKnown(exchange.getRequestHeaders().getFirst("Authorization"));
            String answer = known
                    ? "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                            .formatted(token(), VALIDITY.toSeconds())
                    : "{\"error\":\"invalid_client\",\"error_description\":\"unknown client or wrong secret\"}";
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        }
    }

    private boolean isKnown(@Nullable String authorization) {
        String right = client + ":" + secret;
        return ("Basic " + Base64.getEncoder().encodeToString(right.getBytes(UTF_8))).equals(authorization);
    }

    private String token() {
        long now = Instant.now().getEpochSecond();
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(KEY_ID);
        String claims = "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"scope\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(NAME, client, AUDIENCE, AUDIENCE, now, now + VALIDITY.toSeconds());
        String signed = part(header.getBytes(UTF_8)) + "." + part(claims.getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(US_ASCII));
            return signed + "." + part(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the test's own key can't sign", e);
        }
    }

    /** Unsigned, without the zero byte that tells Java that a number is positive. */
    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return part(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String part(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }
}
