package io.bloomline.it.triton;

import static io.bloomline.it.support.kserve.KServeServer.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.triton.CallSettings;
import io.bloomline.inference.triton.ConnectionSettings;
import io.bloomline.inference.triton.Secret;
import io.bloomline.inference.triton.TlsSettings;
import io.bloomline.inference.triton.TritonModelProvider;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.it.support.kserve.Certificates;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Reaction;
import io.bloomline.it.support.kserve.Script;
import io.bloomline.it.support.kserve.Toys;
import io.bloomline.it.triton.Fate.Answered;
import io.grpc.Metadata;
import io.grpc.ServerCredentials;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the client trusts, whom it shows what, and that its secrets stay secret. */
class SecurityIT {

    private static final String CANARY = "canary-5f1d9c";
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static Certificates ours;
    private static Certificates theirs;

    @BeforeAll
    static void sign(@TempDir Path folder) throws Exception {
        ours = Certificates.in(Files.createDirectory(folder.resolve("ours")))
                .sign("good", "dns:localhost")
                .sign("elsewhere", "dns:elsewhere.example")
                .sign("expired", "dns:localhost", "-startdate", "-10d", "-validity", "5")
                .sign("job", "dns:job.example");
        theirs =
                Certificates.in(Files.createDirectory(folder.resolve("theirs"))).sign("stranger", "dns:localhost");
    }

    @Test
    void trustsItsOwnAuthority() {
        assertAnswers(ours.server("good"), trusting(ours));
    }

    @Test
    void trustsAnotherNameWhenToldTo() {
        assertAnswers(
                ours.server("elsewhere"),
                new TlsSettings(ours.authority().toString(), null, null, "elsewhere.example"));
    }

    @Test
    void showsItsOwnCertificate() {
        assertAnswers(
                ours.serverForKnownClients("good"),
                new TlsSettings(
                        ours.authority().toString(),
                        ours.pem("job").toString(),
                        ours.key("job").toString(),
                        null));
    }

    @Test
    void refusesAServerOfAnotherAuthority() {
        assertRefuses(theirs.server("stranger"), trusting(ours));
    }

    @Test
    void refusesAServerWhoseCertificateHasExpired() {
        assertRefuses(ours.server("expired"), trusting(ours));
    }

    @Test
    void refusesAServerOfAnotherName() {
        assertRefuses(ours.server("elsewhere"), trusting(ours));
    }

    @Test
    void saysThatTheServerWantsToSeeACertificate() {
        FailureException refused = refusal(ours.serverForKnownClients("good"), trusting(ours));
        assertThat(refused.failure().message()).contains("localhost:").doesNotContain("\n");
    }

    @Test
    void saysThatTheServerSpeaksNoTls() {
        FailureException refused = refusal(Options.PLAIN.credentials(), trusting(ours));
        assertThat(refused.failure().message()).contains("grpcs://localhost:");
    }

    @Test
    void saysThatTheServerSpeaksTls() {
        FailureException refused = refusal(ours.server("good"), null);
        assertThat(refused.failure().message()).contains("grpc://localhost:");
    }

    @Test
    void showsItsTokenToTheServerAndNobodyElse() {
        TritonSettings settings = Served.withoutGrace()
                .withConnection(ConnectionSettings.DEFAULT
                        .withBearerToken(new Secret(CANARY))
                        .withHeader("x-tenant", new Secret(CANARY)));
        try (KServeServer server = KServeServer.ofToys(Options.PLAIN);
                LogCatcher logs = LogCatcher.open()) {
            server.guard(SecurityIT::unlessTokenIsShown);
            server.follow(Script.next(Reaction.fail(Code.UNAVAILABLE, "Network closed for unknown reason")));
            TritonModelProvider model = Served.model(TEXT, settings, server.port());
            try (Documents documents = new Documents(model, Documents.taskFor(TEXT), 4)) {
                assertThat(documents.send(List.of("one", "two")).fates().values())
                        .allMatch(Answered.class::isInstance);
                assertThat(server.calls())
                        .allSatisfy(call -> assertThat(call.header("x-tenant")).isEqualTo(CANARY));
                server.guard((method, headers) -> Status.UNAUTHENTICATED.withDescription("you are unknown now"));
                assertThat(documents.send(List.of("three")).fates().toString())
                        .contains("you are unknown now")
                        .doesNotContain(CANARY);
            }
            assertThat(model.toString()).contains("localhost").doesNotContain(CANARY);
            assertThat(logs.text()).contains("localhost:" + server.port()).doesNotContain(CANARY);
        }
    }

    private static @Nullable Status unlessTokenIsShown(String method, Metadata headers) {
        boolean shown = ("Bearer " + CANARY).equals(headers.get(AUTHORIZATION));
        return shown ? null : Status.UNAUTHENTICATED.withDescription("who are you?");
    }

    private static TlsSettings trusting(Certificates authority) {
        return new TlsSettings(authority.authority().toString(), null, null, null);
    }

    private static void assertAnswers(ServerCredentials credentials, TlsSettings tls) {
        try (KServeServer server = KServeServer.ofToys(Options.PLAIN.withCredentials(credentials));
                Documents documents =
                        new Documents(Served.model(TEXT, settings(tls), server.port()), Documents.taskFor(TEXT), 4)) {
            assertThat(documents.send(List.of("one")).fates().get("one"))
                    .isInstanceOfSatisfying(Answered.class, answered -> {
                        assertThat(answered.answer()).isEqualTo(Toys.textFor("one"));
                        assertThat(answered.provenance().getEndpoint()).startsWith("grpcs://localhost:");
                    });
        }
    }

    private static void assertRefuses(ServerCredentials credentials, TlsSettings tls) {
        FailureException refused = refusal(credentials, tls);
        assertThat(refused.failure().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(refused.failure().message()).contains("grpcs://localhost:").contains("model.tls");
    }

    private static FailureException refusal(ServerCredentials credentials, @Nullable TlsSettings tls) {
        try (KServeServer server = KServeServer.ofToys(Options.PLAIN.withCredentials(credentials))) {
            TritonModelProvider model = Served.model(TEXT, settings(tls), server.port());
            FailureException refused = catchThrowableOfType(
                    FailureException.class, () -> model.open().close());
            assertThat(refused).as("the model was opened").isNotNull();
            assertThat(server.calls()).isEmpty();
            return refused;
        }
    }

    private static TritonSettings settings(@Nullable TlsSettings tls) {
        CallSettings brief = Served.SETTINGS.calls().withStartupTimeout(Duration.ZERO);
        TritonSettings settings = Served.SETTINGS.withCalls(brief);
        return tls == null ? settings : settings.withConnection(ConnectionSettings.DEFAULT.withTls(tls));
    }
}
