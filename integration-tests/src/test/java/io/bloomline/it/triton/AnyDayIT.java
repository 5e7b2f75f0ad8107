package io.bloomline.it.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.triton.TokenSettings;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.it.support.kserve.Cable;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.triton.Day.Kind;
import io.bloomline.it.triton.Fate.Answered;
import io.bloomline.it.triton.Fate.Dead;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever the day brings: each document has exactly one fate, which is its own; the innocent are answered, and only the
 * guilty are dead letters. {@code -Ddays=1000} tries more days than usual, {@code -Dday=17} the one that failed.
 */
class AnyDayIT {

    private static final int DAYS = 18;

    /** Days are spent waiting, so many of them go on side by side. */
    private final ExecutorService sideBySide = Executors.newFixedThreadPool(16);

    @AfterEach
    void stop() {
        sideBySide.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> answersTheInnocentAndBlamesTheGuilty() {
        Long one = Long.getLong("day");
        LongStream seeds = one == null ? LongStream.range(0, Long.getLong("days", DAYS)) : LongStream.of(one);
        Map<String, CompletableFuture<Integer>> days = new LinkedHashMap<>();
        seeds.forEach(seed -> {
            for (Way way : Way.values()) {
                days.put(
                        "day " + seed + ", " + way,
                        CompletableFuture.supplyAsync(() -> live(new Day(seed, way)), sideBySide));
            }
        });
        Stream<DynamicTest> each = days.entrySet().stream()
                .map(day -> DynamicTest.dynamicTest(day.getKey(), () -> mishapsMet(day.getValue())));
        return one == null ? Stream.concat(each, Stream.of(somethingHappens(days.values()))) : each;
    }

    /** So that the days are not all fine because nothing happens on them. */
    private static DynamicTest somethingHappens(Collection<CompletableFuture<Integer>> days) {
        return DynamicTest.dynamicTest("something happens on most days", () -> {
            CompletableFuture.allOf(days.toArray(CompletableFuture[]::new))
                    .exceptionally(failed -> null)
                    .join();
            int eventful = 0;
            for (CompletableFuture<Integer> day : days) {
                eventful += day.isCompletedExceptionally() || day.join() > 0 ? 1 : 0;
            }
            assertThat(eventful).isGreaterThan(days.size() / 2);
        });
    }

    private static int mishapsMet(CompletableFuture<Integer> day) throws Throwable {
        try {
            return day.join();
        } catch (CompletionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Lives through a day, and says how many mishaps there were. */
    private static int live(Day day) {
        Options options = day.marksTheEndApart() ? Options.PLAIN.withEmptyLast() : Options.PLAIN;
        try (KServeServer server = KServeServer.ofToys(options);
                KServeServer other = KServeServer.ofToys(options);
                Cable cable = Cable.to(server.port())) {
            Fortune fortune = day.fortune(new Weather.Place(server, cable));
            server.follow(fortune);
            other.follow(fortune);
            int[] ports = day.hasTwoServers() ? new int[] {cable.port(), other.port()} : new int[] {cable.port()};
            assertJust(day, fates(day, ports));
            return fortune.met();
        }
    }

    private static void assertJust(Day day, Map<String, Fate> fates) {
        assertThat(fates.keySet()).as(day.toString()).isEqualTo(day.documents().keySet());
        assertThat(fates).as(day.toString()).allSatisfy((text, fate) -> {
            if (day.documents().get(text) == Kind.INNOCENT) {
                assertThat(fate).isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.answer())
                        .matches(answer -> day.way().isAnswer(answer, text), "its own answer"));
            } else {
                assertThat(fate).isInstanceOf(Dead.class);
            }
        });
    }

    private static Map<String, Fate> fates(Day day, int... ports) {
        Way way = day.way();
        TritonSettings settings = way.settings(
                Served.withTimeout(Day.TIMEOUT).withTokens(new TokenSettings(Tokens.FILE.toString(), Day.MAX_TOKENS)));
        try (Documents documents = new Documents(
                Served.model(way.model(), settings, ports), Documents.taskFor(way.model()), day.limits())) {
            return documents.send(List.copyOf(day.documents().keySet())).fates();
        }
    }
}
