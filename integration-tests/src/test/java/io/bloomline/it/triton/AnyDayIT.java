package io.bloomline.it.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.BatchLimits;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Toys;
import io.bloomline.it.triton.Fate.Answered;
import io.bloomline.it.triton.Fate.Dead;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the day brings: each document has exactly one fate, which is its own; the innocent are answered, and only the
 * guilty are dead letters.
 */
class AnyDayIT {

    private static final int DAYS = 10;
    private static final int STREAMED_DAYS = 10;
    private static final Duration SHORT = Duration.ofMillis(250);

    static Stream<Arguments> days() {
        return Stream.concat(days(DAYS, KServeServer.TEXT), days(STREAMED_DAYS, KServeServer.STREAMED_TEXT));
    }

    private static Stream<Arguments> days(int many, String model) {
        return LongStream.range(0, many).mapToObj(seed -> Arguments.of(seed, model));
    }

    @ParameterizedTest(name = "day {0}, {1}")
    @MethodSource("days")
    void answersTheInnocentAndBlamesTheGuilty(long seed, String model) {
        List<String> texts = IntStream.range(0, 60)
                .mapToObj(i -> (i + seed) % 13 == 0 ? Mishaps.POISON + " number " + i : "text number " + i)
                .toList();
        try (KServeServer server = KServeServer.ofToys(Options.PLAIN)) {
            server.follow(new Mishaps(seed, 0.3, 20));
            Map<String, Fate> fates = fates(model, server, texts);
            assertThat(fates.keySet()).containsExactlyInAnyOrderElementsOf(texts);
            assertThat(fates).allSatisfy((text, fate) -> {
                if (text.startsWith(Mishaps.POISON)) {
                    assertThat(fate).isInstanceOf(Dead.class);
                } else {
                    assertThat(fate).isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.answer())
                            .isEqualTo(Toys.textFor(text)));
                }
            });
        }
    }

    private static Map<String, Fate> fates(String model, KServeServer server, List<String> texts) {
        BatchLimits limits = new BatchLimits(model.equals(KServeServer.TEXT) ? 8 : 1, 16_384, Duration.ofMillis(2), 6);
        try (Documents documents = new Documents(
                Served.model(model, Served.withTimeout(SHORT), server.port()), Documents.taskFor(model), limits)) {
            return documents.send(texts).fates();
        }
    }
}
