package io.bloomline.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";
    private static final String CANARY = "canary-77b0";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PKIX path building failed: unable to find valid certification path | kafka.ssl.truststore
                    No subject alternative DNS name matching kafka-1 found.            | kafka.bootstrap.servers
                    Unsupported or unrecognized SSL message                            | kafka.security.protocol
                    Received fatal alert: certificate_required                         | kafka.ssl.keystore
                    No appropriate protocol                                            | kafka
                    """)
    void whatFailsInTlsIsUnderTheKeyThatMendsIt(String said, String key) {
        var thrown = new SslAuthenticationException("SSL handshake failed", new SSLHandshakeException(said));

        assertThat(Refusal.of(thrown, Map.of()).key()).isEqualTo(key);
    }

    @Test
    void anUnknownUserIsUnderTheKeyThatHoldsItsPassword() {
        var thrown = new SaslAuthenticationException("Authentication failed: invalid credentials");

        assertThat(Refusal.of(thrown, Map.of("sasl.mechanism", "SCRAM-SHA-512")))
                .isEqualTo(new Refusal(
                        "kafka.sasl.jaas.config",
                        "the broker doesn't know this user, or not with this password: Authentication failed: invalid"
                                + " credentials. Correct username or password, or create the user"));
    }

    @Test
    void aTokenThatTheBrokerRefusesIsNotTakenForAPassword() {
        var thrown = new SaslAuthenticationException("{\"status\":\"invalid_token\"}");

        assertThat(Refusal.of(thrown, Map.of("sasl.mechanism", "OAUTHBEARER")).message())
                .contains("token", "invalid_token", "audience")
                .doesNotContain("password");
    }

    @Test
    void aMechanismThatTheBrokerDoesNotHaveIsNamed() {
        var thrown = new UnsupportedSaslMechanismException("enabled mechanisms are [PLAIN]");

        assertThat(Refusal.of(thrown, Map.of()))
                .isEqualTo(new Refusal(
                        "kafka.sasl.mechanism", "isn't one of the broker's: enabled mechanisms are [PLAIN]"));
    }

    /** As Java's login does it with what an unexpected exception in it prints. */
    @Test
    void aMessageThatIsAStackTraceIsCutToItsCause() {
        var thrown = new KafkaException(
                new LoginException(
                        """
                        org.apache.kafka.common.security.oauthbearer.JwtRetrieverException: none
                        \tat some.where
                        Caused by: java.io.IOException: the response code 401
                        \tat some.where.else
                        """));

        Refusal refusal = Refusal.of(thrown, Map.of());

        assertThat(refusal.key()).isEqualTo("kafka.sasl.oauthbearer.token.endpoint.url");
        assertThat(refusal.message())
                .startsWith("gives this client no token: the response code 401. ")
                .doesNotContain("some.where");
    }

    /** Each as Kafka's own client refuses it: passwords with a quote in them, or with a space where it should be quoted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                SCRAM + " required username=\"job\" password=\"x\" " + CANARY + "\";",
                SCRAM + " required username=\"job\" password=x " + CANARY + ";",
                "password " + CANARY,
                SCRAM + " required username=\"job\" password=\"" + CANARY + "\"",
                ""
            })
    void aLoginThatCannotBeReadIsNotQuoted(String login) {
        Map<String, String> kafka = Map.of(
                "bootstrap.servers", "localhost:1",
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", login);
        try (Admin unexpected = Admin.create(Map.copyOf(kafka))) {
            throw new AssertionError("made " + unexpected);
        } catch (KafkaException refused) {
            Refusal refusal = Refusal.of(refused, kafka);

            assertThat(refusal.key()).isEqualTo("kafka.sasl.jaas.config");
            assertThat(refusal.message()).contains("semicolon").doesNotContain(CANARY);
        }
    }
}
