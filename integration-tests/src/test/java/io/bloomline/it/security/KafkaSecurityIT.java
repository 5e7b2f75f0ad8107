package io.bloomline.it.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.kserve.Certificates;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.job.check.Preflight;
import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jobs at a broker that wants to know who they are and allows what ACLs say, with the files of {@code deploy/kafka}: they
 * run; and where a secret, an authority or a right is the wrong one, {@code check} says so without the secret.
 */
class KafkaSecurityIT {

    private static final List<String> KEYS =
            IntStream.range(0, 200).mapToObj(i -> "doc-" + i).toList();
    private static final String PASSWORD = "canary-password-19c3";
    private static final String TOKEN = "canary-token-4be1";
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String ALLOWED_URLS = "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=";

    private static Path folder;
    private static Certificates theirs;
    private static Secrets right;
    private static Secrets wrong;
    private static TokenIssuer issuer;
    private static SecuredBroker broker;
    private static KServeServer modelForTokens;
    private static KServeServer modelForCertificates;

    @BeforeAll
    static void startBrokerIssuerAndModels(@TempDir Path temporary) throws Exception {
        folder = temporary;
        Certificates ours = Certificates.in(Files.createDirectory(folder.resolve("ours")))
                .sign("broker", "dns:localhost")
                .sign("answers", "dns:answers.example");
        theirs =
                Certificates.in(Files.createDirectory(folder.resolve("theirs"))).sign("answers", "dns:answers.example");
        right = Secrets.write(folder.resolve("right"), ours.authority(), ours, PASSWORD, TOKEN, "canary-client-a7d2");
        wrong = Secrets.write(
                folder.resolve("wrong"), ours.authority(), theirs, "canary-0ff1", TOKEN, "canary-client-66e0");
        issuer = TokenIssuer.start(ours.context("broker"), "answers", right.clientSecret());
        modelForTokens = KServeServer.ofToys(Options.PLAIN.withCredentials(ours.server("broker")));
        modelForTokens.guard(KafkaSecurityIT::unlessTokenIsShown);
        modelForCertificates = KServeServer.ofToys(Options.PLAIN.withCredentials(ours.serverForKnownClients("broker")));
        broker = SecuredBroker.start(folder, ours, issuer);
        broker.addUser("answers", PASSWORD);
        List.of("documents", "results", "documents.dead-letters")
                .forEach(topic -> broker.topics().create(topic, 1));
        broker.topics().write(KEYS.stream().map(KafkaSecurityIT::document).toList());
        AclCommands.run(broker.at(SecuredBroker.Listener.OWN));
    }

    @AfterAll
    static void stop() {
        broker.close();
        modelForTokens.close();
        modelForCertificates.close();
        issuer.close();
    }

    @ParameterizedTest
    @EnumSource
    void aJobThatIsKnownAnswersEachDocumentOnce(Login login) throws IOException {
        Path log = folder.resolve(login + ".log");
        int before = broker.topics().readCommitted("results").size();

        try (Bloomline.Running check = start("check", login, right, folder.resolve("check.log"));
                Bloomline.Running run = start("run", login, right, log)) {
            Bloomline.Finished checked = check.finish();
            Bloomline.Finished finished = run.finish();
            assertThat(checked.exitCode()).as(checked.err()).isZero();
            assertThat(finished.exitCode()).as(finished.err()).isZero();
            assertThat(checked.out() + checked.err() + finished.out() + finished.err() + Files.readString(log))
                    .contains("answers")
                    .doesNotContain(right.canaries());
        }

        List<ConsumerRecord<byte[], byte[]>> results = broker.topics().readResults("results");
        assertThat(ExactlyOnce.violations(
                        KEYS,
                        results.subList(before, results.size()),
                        broker.topics().readCommitted("documents.dead-letters")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aWrongSecretIsNamedByItsKeyAndNotShown(Login login) throws IOException {
        Path log = folder.resolve(login + "-refused.log");

        try (Bloomline.Running check = start("check", login, wrong, log)) {
            Bloomline.Finished refused = check.finish();
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains(login.refusal());
            assertThat(refused.out() + refused.err() + Files.readString(log)).doesNotContain(wrong.canaries());
        }
    }

    @Test
    void aBrokerOfAnotherAuthorityIsNotTrusted() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("trusting-others"));
        for (String file : List.of("kafka-password", "triton-token")) {
            Files.copy(right.folder().resolve(file), secrets.resolve(file));
        }
        Files.copy(theirs.authority(), secrets.resolve("kafka-authorities.pem"));

        assertThat(problems(Login.SCRAM, secrets, text -> text))
                .singleElement()
                .asString()
                .startsWith("kafka.ssl.truststore: the broker's certificate comes from no authority");
    }

    @Test
    void aTokenEndpointThatKafkaWasNotToldToAskIsNamedWithTheOptionThatDoes() {
        assertThat(problems(Login.OAUTHBEARER, right.folder(), text -> text))
                .singleElement()
                .asString()
                .startsWith("kafka.sasl.oauthbearer.token.endpoint.url: is asked only if each JVM is told so")
                .contains(ALLOWED_URLS + issuer.endpoint());
    }

    @Test
    void allThatAJobMayNotDoIsSaidAtOnceWithTheCommandsThatAllowIt() throws Exception {
        broker.addUser("newcomer", PASSWORD);

        assertThat(problems(Login.SCRAM, right.folder(), text -> text.replace("\"answers\"", "\"newcomer\"")))
                .hasSize(5)
                .allMatch(problem -> problem.contains(" --add --allow-principal User:NAME --operation "))
                .anyMatch(problem -> problem.startsWith("source.topics: topic documents: this client lacks Read;"))
                .anyMatch(problem -> problem.startsWith("sink.topic: topic results: this client lacks Read and Write;"))
                .anyMatch(problem -> problem.startsWith("sink.dead-letters: topic documents.dead-letters: this client"))
                .anyMatch(problem -> problem.startsWith("job: consumer group answers: this client lacks Read;"))
                .anyMatch(problem -> problem.startsWith("job: transactional ids that begin with bloomline-answers:"));
    }

    /** What {@code check} would say of Kafka, in this process. */
    private static List<String> problems(Login login, Path secrets, UnaryOperator<String> change) {
        try {
            String text = Files.readString(login.jobFile(folder, secrets));
            JobFile job =
                    new JobFileReader(environment(login, right, folder)::get).parse("job.yaml", change.apply(text));
            return Preflight.ofKafka(job).problems();
        } catch (IOException | JobFileException e) {
            throw new AssertionError(e);
        }
    }

    private static Bloomline.Running start(String command, Login login, Secrets secrets, Path log) {
        String file = login.jobFile(folder, secrets.folder()).toString();
        return Bloomline.start(List.of(command, file), environment(login, secrets, log));
    }

    private static Map<String, String> environment(Login login, Secrets secrets, Path log) {
        KServeServer model = login == Login.MTLS ? modelForCertificates : modelForTokens;
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.at(login.listener()),
                "TRITON_ENDPOINT",
                "grpcs://localhost:" + model.port(),
                "TOKEN_ENDPOINT",
                issuer.endpoint(),
                "CLIENT_SECRET",
                secrets.clientSecret(),
                "BLOOMLINE_JAVA_OPTS",
                "-Dbloomline.log=" + log + " " + ALLOWED_URLS + issuer.endpoint());
    }

    private static @Nullable Status unlessTokenIsShown(String method, Metadata headers) {
        boolean shown = ("Bearer " + TOKEN).equals(headers.get(AUTHORIZATION));
        return shown ? null : Status.UNAUTHENTICATED.withDescription("who are you?");
    }

    private static ProducerRecord<byte[], byte[]> document(String key) {
        String json = "{\"id\":\"%s\",\"text\":\"text of %s\"}".formatted(key, key);
        return new ProducerRecord<>("documents", key.getBytes(UTF_8), json.getBytes(UTF_8));
    }
}
