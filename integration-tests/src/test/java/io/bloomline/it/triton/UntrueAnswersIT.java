package io.bloomline.it.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.failure.FailureKind;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.it.support.kserve.Distortions;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Reaction;
import io.bloomline.it.support.kserve.Script;
import io.bloomline.it.support.kserve.Toys;
import io.bloomline.it.triton.Fate.Answered;
import io.bloomline.it.triton.Fate.Dead;
import io.bloomline.it.triton.Fate.JobFailed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that can't be true: nobody believes them, and nobody else suffers. */
class UntrueAnswersIT {

    private static final List<String> TEXTS =
            IntStream.range(0, 5).mapToObj(i -> "text number " + i).toList();
    private static final String POISON = "poison, to some";

    private final KServeServer server = KServeServer.ofToys(Options.PLAIN);

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> untrue() {
        return Stream.of(
                        arguments(KServeServer.TEXT, Distortions.ofTexts()),
                        arguments(KServeServer.STREAMED_TEXT, overStreams()),
                        arguments(KServeServer.VECTORS, Distortions.ofVectors()))
                .flatMap(all -> all);
    }

    static Stream<Arguments> ofAnotherModel() {
        return Stream.of(KServeServer.TEXT, KServeServer.STREAMED_TEXT, KServeServer.VECTORS)
                .flatMap(model -> arguments(model, Distortions.ofAnotherModel()));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("untrue")
    void makesADeadLetterOfTheOneAndAnswersTheOthers(
            String model, String name, UnaryOperator<ModelInferResponse> distortion) {
        try (Documents documents =
                new Documents(Served.model(model, Served.SETTINGS, server.port()), Documents.taskFor(model), 4)) {
            String poison = rowOf(model, POISON);
            server.follow(Script.ifAnyRow(poison::equals, Reaction.distorted(distortion)));
            Map<String, Fate> fates =
                    new TreeMap<>(documents.send(TEXTS).send(List.of(POISON)).fates());
            assertThat(fates.remove(POISON)).isInstanceOf(Dead.class);
            assertThat(fates).hasSameSizeAs(TEXTS).allSatisfy((text, fate) -> assertThat(fate)
                    .isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.answer())
                            .isEqualTo(answerTo(model, text))));
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ofAnotherModel")
    void stopsTheJobWhenTheModelWasReplaced(String model, String name, UnaryOperator<ModelInferResponse> distortion) {
        server.follow(Script.always(Reaction.distorted(distortion)));
        assertThat(fates(model, Served.withoutGrace())).hasSameSizeAs(TEXTS).allSatisfy((text, fate) -> assertThat(fate)
                .isInstanceOfSatisfying(
                        JobFailed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.MISCONFIGURED)));
    }

    @Test
    void blamesNoDocumentForAServerThatFailsThemAll() {
        Reaction[] failures = new Reaction[12];
        Arrays.fill(failures, BadDay.DATA_ARE_BAD.reaction());
        server.follow(Script.next(failures));
        assertThat(fates(KServeServer.TEXT, Served.SETTINGS).values()).allMatch(Answered.class::isInstance);
    }

    @Test
    void blamesNoDocumentForAServerWhoseAnswersAreAllNonsense() {
        server.follow(Script.always(Reaction.distorted(Distortions::notANumber)));
        assertThat(fates(KServeServer.VECTORS, Served.withoutGrace()).values()).allMatch(JobFailed.class::isInstance);
    }

    @Test
    void mindsNoParametersThatItDoesNotKnow() {
        server.follow(Script.always(Reaction.distorted(Distortions::withParameters)));
        assertThat(fates(KServeServer.TEXT, Served.SETTINGS).values()).allMatch(Answered.class::isInstance);
    }

    private Map<String, Fate> fates(String model, TritonSettings settings) {
        try (Documents documents =
                new Documents(Served.model(model, settings, server.port()), Documents.taskFor(model), 4)) {
            return documents.send(TEXTS).fates();
        }
    }

    private static Object answerTo(String model, String text) {
        if (!model.equals(KServeServer.VECTORS)) {
            return Toys.textFor(text);
        }
        float[] vector = Toys.vectorFor(Tokens.of(text));
        return IntStream.range(0, vector.length).mapToObj(i -> vector[i]).toList();
    }

    private static String rowOf(String model, String text) {
        return model.equals(KServeServer.VECTORS)
                ? IntStream.of(Tokens.of(text)).mapToObj(Integer::toString).collect(Collectors.joining(" "))
                : text;
    }

    /** Over a stream the id alone says whose an answer is, so another's answer is no answer. */
    private static Map<String, UnaryOperator<ModelInferResponse>> overStreams() {
        Map<String, UnaryOperator<ModelInferResponse>> distortions = new TreeMap<>(Distortions.ofTexts());
        assertThat(distortions.remove("another's answer")).isNotNull();
        return distortions;
    }

    private static Stream<Arguments> arguments(
            String model, Map<String, UnaryOperator<ModelInferResponse>> distortions) {
        return distortions.entrySet().stream()
                .map(distortion -> Arguments.of(model, distortion.getKey(), distortion.getValue()));
    }
}
