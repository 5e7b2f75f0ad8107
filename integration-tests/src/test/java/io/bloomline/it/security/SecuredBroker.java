package io.bloomline.it.security;

import static java.util.Objects.requireNonNull;

import io.bloomline.it.process.JavaProcess;
import io.bloomline.it.process.Program;
import io.bloomline.it.process.ServeBroker;
import io.bloomline.it.support.Topics;
import io.bloomline.it.support.kserve.Certificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/**
 * A broker in a process of its own that lets nobody in who doesn't say who it is, nor do what no ACL allows. Only the
 * test itself has a way in that asks nothing.
 */
final class SecuredBroker implements AutoCloseable {

    private static final int ITERATIONS = 4_096;

    /** The ways in, in the order of their ports. */
    enum Listener {
        OWN("PLAINTEXT"),
        SCRAM("SASL_SSL"),
        OAUTHBEARER("SASL_SSL"),
        MTLS("SSL"),
        CONTROLLER("PLAINTEXT");

        private final String protocol;

        Listener(String protocol) {
            this.protocol = protocol;
        }
    }

    private final JavaProcess process;
    private final Map<Listener, Integer> ports;

    private SecuredBroker(JavaProcess process, Map<Listener, Integer> ports) {
        this.process = process;
        this.ports = ports;
    }

    /**
     * Starts one, and waits until it serves.
     *
     * @param folder       where its files go
     * @param certificates has one named {@code broker}; whoever else it signed may come in by MTLS
     * @param issuer       whose tokens are good at OAUTHBEARER
     */
    static SecuredBroker start(Path folder, Certificates certificates, TokenIssuer issuer) throws IOException {
        Map<Listener, Integer> ports = freePorts();
        String jwks = issuer.writeJwks(folder.resolve("jwks.json")).toUri().toString();
        Map<String, String> properties = new HashMap<>();
        properties.putAll(listeners(ports));
        properties.putAll(tls(folder, certificates));
        properties.putAll(logins(jwks));
        properties.put("authorizer.class.name", StandardAuthorizer.class.getName());
        // Whoever comes in by OWN or CONTROLLER; at the other listeners nobody is anonymous.
        properties.put("super.users", "User:ANONYMOUS");
        Program program = ServeBroker.program(folder, requireNonNull(ports.get(Listener.OWN)), properties)
                .with(Program.QUICK)
                .with(List.of("-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + jwks));
        JavaProcess process = JavaProcess.start(program, line -> {});
        process.await(ServeBroker.SERVING);
        return new SecuredBroker(process, ports);
    }

    /** Address of a way in. */
    String at(Listener listener) {
        return "localhost:" + ports.get(listener);
    }

    /** Its topics, for the test itself. */
    Topics topics() {
        return new Topics(at(Listener.OWN));
    }

    /** Lets a user in by a password. */
    void addUser(String name, String password) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", at(Listener.OWN)))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                    .all()
                    .get();
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private static Map<String, String> listeners(Map<Listener, Integer> ports) {
        return Map.of(
                "listeners",
                Arrays.stream(Listener.values())
                        .map(listener -> listener + "://localhost:" + ports.get(listener))
                        .collect(Collectors.joining(",")),
                "listener.security.protocol.map",
                Arrays.stream(Listener.values())
                        .map(listener -> listener + ":" + listener.protocol)
                        .collect(Collectors.joining(",")),
                "inter.broker.listener.name",
                Listener.OWN.toString(),
                "controller.quorum.voters",
                "1@localhost:" + ports.get(Listener.CONTROLLER));
    }

    private static Map<String, String> tls(Path folder, Certificates certificates) throws IOException {
        Path keys = Files.writeString(
                folder.resolve("broker-keys.pem"),
                Files.readString(certificates.key("broker")) + Files.readString(certificates.pem("broker")));
        return Map.of(
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.location",
                keys.toString(),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificates.authority().toString(),
                "listener.name.mtls.ssl.client.auth",
                "required",
                "ssl.principal.mapping.rules",
                "RULE:^CN=([^,]+)$/$1/");
    }

    private static Map<String, String> logins(String jwks) {
        return Map.of(
                "listener.name.scram.sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                "listener.name.scram.scram-sha-512.sasl.jaas.config",
                ScramLoginModule.class.getName() + " required;",
                "listener.name.oauthbearer.sasl.enabled.mechanisms",
                "OAUTHBEARER",
                "listener.name.oauthbearer.oauthbearer.sasl.jaas.config",
                OAuthBearerLoginModule.class.getName() + " required;",
                "listener.name.oauthbearer.oauthbearer.sasl.server.callback.handler.class",
                OAuthBearerValidatorCallbackHandler.class.getName(),
                "sasl.oauthbearer.jwks.endpoint.url",
                jwks,
                "sasl.oauthbearer.expected.audience",
                TokenIssuer.AUDIENCE,
                "sasl.oauthbearer.expected.issuer",
                TokenIssuer.NAME);
    }

    /** One for each way in, held together, so that no two are the same. */
    private static Map<Listener, Integer> freePorts() {
        Map<Listener, ServerSocket> held = new HashMap<>();
        try {
            for (Listener listener : Listener.values()) {
                held.put(listener, new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                    .getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.values().forEach(SecuredBroker::release);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
