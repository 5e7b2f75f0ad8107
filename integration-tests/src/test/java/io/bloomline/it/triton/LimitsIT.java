package io.bloomline.it.triton;

import static io.bloomline.it.support.kserve.KServeServer.STREAMED_TEXT;
import static io.bloomline.it.support.kserve.KServeServer.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.triton.ConnectionSettings;
import io.bloomline.inference.triton.ConnectionSettings.Compression;
import io.bloomline.inference.triton.TokenSettings;
import io.bloomline.inference.triton.TritonModelProvider;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.inference.triton.proto.InferParameter;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Reaction;
import io.bloomline.it.support.kserve.Script;
import io.bloomline.it.support.kserve.Toys;
import io.bloomline.it.triton.Fate.Answered;
import io.bloomline.it.triton.Fate.Dead;
import io.grpc.Status.Code;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches that are too large for somebody are split, documents that are too large are named, and versions too. */
class LimitsIT {

    private static final List<String> TEXTS =
            IntStream.range(0, 8).mapToObj(i -> "text number " + i).toList();
    private static final String LARGE = "large ".repeat(200);
    private static final List<String> WITH_LARGE =
            Stream.concat(TEXTS.stream(), Stream.of(LARGE)).toList();
    private static final int LIMIT = 1_000;

    private final KServeServer server = KServeServer.ofToys(Options.PLAIN);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void splitsABatchThatTheServerTakesNoMore() {
        server.follow(call -> call.rows().size() > 2
                ? Reaction.fail(Code.INVALID_ARGUMENT, "inference request batch-size must be <= 2 for 'bloom-nano'")
                : Reaction.answer());
        assertThat(fates(Served.SETTINGS, TEXTS)).hasSameSizeAs(TEXTS).allSatisfy(LimitsIT::isOwnAnswer);
    }

    @Test
    void splitsABatchWhoseAnswerIsTooLarge() {
        server.follow(call -> call.rows().size() > 2 ? Reaction.distorted(LimitsIT::enlarged) : Reaction.answer());
        assertThat(fates(limited(), TEXTS)).hasSameSizeAs(TEXTS).allSatisfy(LimitsIT::isOwnAnswer);
    }

    @ParameterizedTest
    @ValueSource(strings = {TEXT, STREAMED_TEXT})
    void makesADeadLetterOfADocumentThatIsTooLargeToSend(String model) {
        Map<String, Fate> fates = fates(model, limited(), WITH_LARGE);
        assertThat(fates.remove(LARGE)).isInstanceOfSatisfying(Dead.class, dead -> assertThat(
                        dead.letter().getMessage())
                .contains("model.max-message-size"));
        assertThat(fates).hasSameSizeAs(TEXTS).allSatisfy(LimitsIT::isOwnAnswer);
        assertThat(server.calls()).noneMatch(call -> call.rows().contains(LARGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {TEXT, STREAMED_TEXT})
    void makesADeadLetterOfADocumentWhoseAnswerIsTooLarge(String model) {
        String guilty = TEXTS.get(3);
        server.follow(Script.ifAnyRow(guilty::equals, Reaction.distorted(LimitsIT::enlarged)));
        Map<String, Fate> fates = fates(model, limited(), TEXTS);
        assertThat(fates.remove(guilty)).isInstanceOfSatisfying(Dead.class, dead -> assertThat(
                        dead.letter().getMessage())
                .contains("model.max-message-size"));
        assertThat(fates).hasSize(TEXTS.size() - 1).allSatisfy(LimitsIT::isOwnAnswer);
    }

    @ParameterizedTest
    @ValueSource(strings = {TEXT, STREAMED_TEXT})
    void leavesItToTheServerToCountWhereTheJobHasNoTokenizer(String model) {
        String refusal = "text_input has 300 tokens and max_tokens is 32; both may have 256 together";
        server.follow(Script.ifAnyRow(LARGE::equals, Reaction.fail(Code.INVALID_ARGUMENT, refusal)));
        List<String> texts = List.of("日曜日".repeat(30), "lundi", LARGE); // the first of 270 bytes
        Map<String, Fate> fates = fates(model, Served.SETTINGS.withTokens(new TokenSettings(null, 256)), texts);
        assertThat(fates.remove(LARGE)).isInstanceOfSatisfying(Dead.class, dead -> assertThat(
                        dead.letter().getMessage())
                .contains(refusal));
        assertThat(fates).hasSize(2).allSatisfy(LimitsIT::isOwnAnswer).allSatisfy((text, fate) -> assertThat(
                        ((Answered) fate).provenance().getInputTokens())
                .isEqualTo(-1));
    }

    @Test
    void compressesWhenToldTo() {
        ConnectionSettings plain = ConnectionSettings.DEFAULT;
        ConnectionSettings gzip = new ConnectionSettings(
                plain.tls(), plain.headers(), Compression.GZIP, plain.maxMessageBytes(), plain.keepAlive());
        assertThat(fates(Served.SETTINGS.withConnection(gzip), TEXTS)).allSatisfy(LimitsIT::isOwnAnswer);
        assertThat(server.calls()).isNotEmpty().allSatisfy(call -> assertThat(call.header("grpc-encoding"))
                .isEqualTo("gzip"));
    }

    @Test
    void saysWhichVersionAnswered() {
        try (Documents documents =
                new Documents(Served.model(TEXT, Served.SETTINGS, server.port()), Documents.taskFor(TEXT), 8)) {
            assertThat(versions(documents.send(TEXTS).fates())).containsOnly("1");
            server.loadVersion(2);
            assertThat(versions(documents.send(TEXTS).fates())).containsOnly("2");
        }
    }

    @Test
    void staysWithTheVersionThatItWasTold() {
        server.loadVersion(2);
        TritonModelProvider newest = Served.model(TEXT, Served.SETTINGS, server.port());
        TritonModelProvider first =
                new TritonModelProvider(newest.modelName(), "1", newest.servers(), newest.output(), newest.settings());
        try (Documents documents = new Documents(first, Documents.taskFor(TEXT), 8)) {
            assertThat(versions(documents.send(TEXTS).fates())).containsOnly("1");
        }
    }

    private Map<String, Fate> fates(TritonSettings settings, List<String> texts) {
        return fates(TEXT, settings, texts);
    }

    private Map<String, Fate> fates(String model, TritonSettings settings, List<String> texts) {
        try (Documents documents =
                new Documents(Served.model(model, settings, server.port()), Documents.taskFor(model), 8)) {
            return documents.send(texts).fates();
        }
    }

    private static TritonSettings limited() {
        ConnectionSettings plain = ConnectionSettings.DEFAULT;
        return Served.SETTINGS.withConnection(
                new ConnectionSettings(plain.tls(), plain.headers(), plain.compression(), LIMIT, plain.keepAlive()));
    }

    private static ModelInferResponse enlarged(ModelInferResponse answer) {
        return answer.toBuilder()
                .putParameters(
                        "log",
                        InferParameter.newBuilder()
                                .setStringParam("x".repeat(2 * LIMIT))
                                .build())
                .build();
    }

    private static Stream<String> versions(Map<String, Fate> fates) {
        return fates.values().stream()
                .map(fate -> ((Answered) fate).provenance().getModelVersion());
    }

    private static void isOwnAnswer(String text, Fate fate) {
        assertThat(fate).isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.answer())
                .isEqualTo(Toys.textFor(text)));
    }
}
