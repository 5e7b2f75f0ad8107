package io.bloomline.it.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.failure.FailureKind;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Reaction;
import io.bloomline.it.support.kserve.Script;
import io.bloomline.it.support.kserve.Toys;
import io.bloomline.it.triton.BadDay.Verdict;
import io.bloomline.it.triton.Fate.Answered;
import io.bloomline.it.triton.Fate.Dead;
import io.bloomline.it.triton.Fate.JobFailed;
import io.bloomline.schema.DeadLetterKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of Triton's bad answers, and what becomes of the documents. */
class BadDaysIT {

    private static final List<String> TEXTS =
            IntStream.range(0, 6).mapToObj(i -> "text number " + i).toList();
    private static final String POISON = "poison, to some";
    private static final List<String> ALL =
            Stream.concat(TEXTS.stream(), Stream.of(POISON)).toList();
    private static final Duration SHORT = Duration.ofMillis(400);

    private final KServeServer server = KServeServer.ofToys(Options.PLAIN);

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> passing() {
        return days(Verdict.PASSES);
    }

    static Stream<Arguments> stopping() {
        return days(Verdict.JOB_STOPS);
    }

    static Stream<Arguments> poisonous() {
        return days(Verdict.ONE_DOCUMENT);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("passing")
    void passesAndAllAreAnswered(BadDay day, Way way) {
        // As often as would do to blame it, were it a reason for blame.
        int times = day.isReasonForBlame() ? 2 : 3;
        server.follow(Script.firstTimes(times, TEXTS.get(0)::equals, day.reaction()));
        assertThat(fates(way, Served.SETTINGS, TEXTS, 1)).hasSameSizeAs(TEXTS).allSatisfy(BadDaysIT::isOwnAnswer);
        assertThat(server.calls().stream()
                        .filter(call -> call.rows().contains(TEXTS.get(0)))
                        .count())
                .isGreaterThan(times);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("stopping")
    void stopsTheJobAndBlamesNoDocument(BadDay day, Way way) {
        server.follow(Script.always(day.reaction()));
        assertThat(fates(way, Served.withoutGrace(), TEXTS))
                .hasSameSizeAs(TEXTS)
                .allSatisfy((text, fate) -> {
                    assertThat(fate).isInstanceOf(JobFailed.class);
                    JobFailed failed = (JobFailed) fate;
                    assertThat(failed.failure().kind()).isEqualTo(FailureKind.MISCONFIGURED);
                    assertThat(failed.failure().message())
                            .contains("localhost:" + server.port())
                            .contains(way.model())
                            .doesNotContain("text number");
                });
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("stopping")
    void forgivesAModelThatIsBeingChanged(BadDay day, Way way) {
        server.follow(Script.next(day.reaction()));
        assertThat(fates(way, Served.SETTINGS, TEXTS)).hasSameSizeAs(TEXTS).allSatisfy(BadDaysIT::isOwnAnswer);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("poisonous")
    void blamesTheOneDocumentAndNoOther(BadDay day, Way way) {
        server.follow(Script.ifAnyRow(POISON::equals, day.reaction()));
        Map<String, Fate> fates = fates(way, Served.SETTINGS, ALL);
        assertThat(fates.remove(POISON)).isInstanceOfSatisfying(Dead.class, dead -> {
            assertThat(dead.letter().getKind()).isEqualTo(DeadLetterKind.REJECTED);
            assertThat(dead.letter().getMessage())
                    .contains("localhost:" + server.port())
                    .contains(day.message())
                    .doesNotContain(POISON);
        });
        assertThat(fates).hasSameSizeAs(TEXTS).allSatisfy(BadDaysIT::isOwnAnswer);
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLS", "STREAM", "STATUS_STREAM"})
    void blamesADocumentThatIsNeverAnswered(Way way) {
        server.follow(Script.ifAnyRow(POISON::equals, Reaction.silence()));
        Map<String, Fate> fates = fates(way, Served.withTimeout(SHORT), ALL);
        assertThat(fates.remove(POISON)).isInstanceOfSatisfying(Dead.class, dead -> assertThat(
                        dead.letter().getMessage())
                .contains("model.timeout"));
        assertThat(fates).hasSameSizeAs(TEXTS).allSatisfy(BadDaysIT::isOwnAnswer);
    }

    private Map<String, Fate> fates(Way way, TritonSettings settings, List<String> texts) {
        return fates(way, settings, texts, 4);
    }

    private Map<String, Fate> fates(Way way, TritonSettings settings, List<String> texts, int maxItems) {
        try (Documents documents = new Documents(
                Served.model(way.model(), way.settings(settings), server.port()),
                Documents.taskFor(way.model()),
                maxItems)) {
            return documents.send(texts).fates();
        }
    }

    private static void isOwnAnswer(String text, Fate fate) {
        assertThat(fate).isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.answer())
                .isEqualTo(Toys.textFor(text)));
    }

    private static Stream<Arguments> days(Verdict verdict) {
        return Stream.of(BadDay.values())
                .filter(day -> day.verdict() == verdict)
                .flatMap(day -> Stream.of(Way.CALLS, Way.STREAM, Way.STATUS_STREAM)
                        .filter(way -> way.knows(day))
                        .map(way -> Arguments.of(day, way)));
    }
}
