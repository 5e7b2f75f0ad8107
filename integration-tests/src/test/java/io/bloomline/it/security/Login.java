package io.bloomline.it.security;

import io.bloomline.it.security.SecuredBroker.Listener;
import io.bloomline.it.support.Bloomline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a job says who it is, each with the job file under {@code deploy/kafka} that shows it. */
enum Login {
    SCRAM(Listener.SCRAM, "scram.yaml", "kafka.sasl.jaas.config: the broker doesn't know this user"),
    OAUTHBEARER(
            Listener.OAUTHBEARER,
            "oauthbearer.yaml",
            "kafka.sasl.oauthbearer.token.endpoint.url: gives this client no token"),
    MTLS(Listener.MTLS, "mtls.yaml", "kafka.ssl.keystore: the broker ended the TLS handshake");

    /** Where the files of deploy/kafka expect secrets. */
    private static final String SECRETS = "/run/secrets";

    private static final String QUICK = "flink: {execution.checkpointing.interval: 1s}\n";

    private final Listener listener;
    private final String file;
    private final String refusal;

    Login(Listener listener, String file, String refusal) {
        this.listener = listener;
        this.file = file;
        this.refusal = refusal;
    }

    /** The way into the broker. */
    Listener listener() {
        return listener;
    }

    /** What {@code check} says first when the secret is wrong. */
    String refusal() {
        return refusal;
    }

    /** The job file as it is, but for where its secrets lie, and that it commits sooner. */
    Path jobFile(Path folder, Path secrets) {
        try {
            String text =
                    Files.readString(Bloomline.HOME.resolve("deploy/kafka").resolve(file));
            return Files.writeString(folder.resolve(file), text.replace(SECRETS, secrets.toString()) + QUICK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
