package io.bloomline.batching.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.simulation.Variety.Happening;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The batcher in thousands of random runs. {@code -Dseed=N} plays one of them and tells its story, {@code -Dseeds=N}
 * plays so many. The time limit is for a hang only.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MicroBatcherSimulationTest {

    private static final long SEEDS = Long.getLong("seeds", 10_000);

    private final Set<Long> playing = ConcurrentHashMap.newKeySet();

    @AfterEach
    void findSeedsThatHang() {
        assertThat(playing).as("seeds whose runs don't end").isEmpty();
    }

    @Test
    void keepsAllPromisesWhateverHappens() {
        Long seed = Long.getLong("seed");
        if (seed != null) {
            System.out.println(Scenario.of(seed));
            Simulation told = simulation(seed).watchedBy(ledger -> new Journal(ledger, System.out));
            assertThat(told.play()).as("seed %d", seed).isEmpty();
            return;
        }
        long[] broken = LongStream.range(0, SEEDS)
                .parallel()
                .filter(each -> !findings(each).isEmpty())
                .toArray();
        if (broken.length > 0) {
            assertThat(simulation(broken[0]).play())
                    .as(
                            "%d of %d seeds are broken; to see the first again, run this test with -Dseed=%d",
                            broken.length, SEEDS, broken[0])
                    .isEmpty();
        }
        assertThat(broken).as("broken seeds").isEmpty();
    }

    @Test
    void aSeedPlaysTheSameRunEachTime() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(story(seed)).isEqualTo(story(seed)).isNotEmpty();
        }
    }

    @Test
    void allThatMakesItHardHappensOften() {
        Map<Happening, Integer> runs = new EnumMap<>(Happening.class);
        for (long seed = 0; seed < 1_000; seed++) {
            for (Happening happening : happeningsOf(seed)) {
                runs.merge(happening, 1, Integer::sum);
            }
        }
        assertThat(runs).containsOnlyKeys(Happening.values()).allSatisfy((happening, count) -> assertThat(count)
                .isGreaterThanOrEqualTo(20));
    }

    private List<Finding> findings(long seed) {
        playing.add(seed);
        List<Finding> findings = simulation(seed).play();
        playing.remove(seed);
        return findings;
    }

    private static Simulation simulation(long seed) {
        return new Simulation(seed, Subject::real);
    }

    private static Set<Happening> happeningsOf(long seed) {
        Set<Happening> happened = EnumSet.noneOf(Happening.class);
        simulation(seed)
                .watchedBy(ledger -> new Variety(ledger, Scenario.of(seed).limits(), happened))
                .play();
        return happened;
    }

    private static List<String> story(long seed) {
        StringBuilder story = new StringBuilder();
        simulation(seed).watchedBy(ledger -> new Journal(ledger, story)).play();
        // Closing calls off the pauses of a client that asks again in no certain order.
        return story.toString()
                .lines()
                .takeWhile(line -> !line.endsWith("failed: closed"))
                .toList();
    }
}
