package io.bloomline.schema.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Asks a registry over HTTP, again and again while it is away. Thread-safe. */
final class RegistryConnection {

    private static final Duration ONE_TRY = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final RegistrySettings settings;
    private final InstantSource clock;
    private final Pause pauses;
    private final HttpClient http;

    /** How the time between two tries passes. */
    interface Pause {
        void last(Duration duration) throws InterruptedException;
    }

    RegistryConnection(RegistrySettings settings) {
        this(settings, InstantSource.system(), duration -> TimeUnit.MILLISECONDS.sleep(duration.toMillis()));
    }

    RegistryConnection(RegistrySettings settings, InstantSource clock, Pause pauses) {
        this.settings = settings;
        this.clock = clock;
        this.pauses = pauses;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(ONE_TRY);
        if (settings.authorities() != null) {
            builder.sslContext(trusting(Path.of(settings.authorities())));
        }
        this.http = builder.build();
    }

    /**
     * Asks for a path, with a JSON body or without.
     *
     * @return what the registry said, success or not
     * @throws RegistryException when it could not be reached in time, or refuses who asks
     */
    Reply ask(String path, @Nullable String json) {
        HttpRequest request = request(path, json);
        Instant deadline = clock.instant().plus(settings.timeout());
        Duration pause = FIRST_PAUSE;
        while (true) {
            String problem;
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                Reply reply = Reply.of(response.statusCode(), response.body());
                if (reply.status() == 401 || reply.status() == 403) {
                    throw refused(reply);
                }
                if (!reply.isPassing()) {
                    return reply;
                }
                problem = reply.complaint();
            } catch (IOException away) {
                problem = String.valueOf(
                        away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new RegistryException("Asking the schema registry was interrupted", stopped);
            }
            if (clock.instant().plus(pause).isAfter(deadline)) {
                throw new RegistryException("The schema registry " + settings.url() + " can't be asked: " + problem
                        + ". Start it, or correct registry.url.");
            }
            rest(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private HttpRequest request(String path, @Nullable String json) {
        String base = settings.url().toString();
        URI uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(ONE_TRY).header("Accept", MEDIA_TYPE);
        if (json != null) {
            request.header("Content-Type", MEDIA_TYPE).POST(BodyPublishers.ofString(json));
        }
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        return request.build();
    }

    private RegistryException refused(Reply reply) {
        return new RegistryException("The schema registry " + settings.url() + " refuses access: " + reply.complaint()
                + ". Correct registry.username and registry.password, or registry.token.");
    }

    private void rest(Duration pause) {
        try {
            pauses.last(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RegistryException("Asking the schema registry was interrupted", stopped);
        }
    }

    private static SSLContext trusting(Path authorities) {
        try (InputStream pem = Files.newInputStream(authorities)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new RegistryException(
                    "The authorities in " + authorities + " (registry.tls.authorities) can't be used: "
                            + unusable.getMessage(),
                    unusable);
        }
    }
}
