package io.bloomline.batching.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check is seen to notice a batcher that breaks its promise, and to say nothing of one that doesn't. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlantedFaultsTest {

    private static final long SEEDS = 1_000;

    @ParameterizedTest
    @MethodSource("io.bloomline.batching.simulation.PlantedFaults#all")
    void aPlantedFaultIsFound(PlantedFault fault) {
        boolean found = findings(fault.maker()).anyMatch(finding -> finding.promise() == fault.promise());

        assertThat(found).as("broken: %s", fault.promise()).isTrue();
    }

    @Test
    void aBatcherWithoutFaultIsSound() {
        assertThat(findings(SimpleBatcher::new)).isEmpty();
    }

    @Test
    void aBatcherThatForcesWhoWaitsInTimeIsSound() {
        assertThat(findings((client, bounds, scheduler) ->
                        new ShortestFirst(client, bounds, scheduler, Promises.TURNOVERS)))
                .isEmpty();
    }

    @Test
    void everyPromiseHasAFaultThatBreaksIt() {
        assertThat(PlantedFaults.all().<Class<? extends Check>>map(PlantedFault::promise))
                .containsAll(new Simulation(0, SimpleBatcher::new).promises());
    }

    private static Stream<Finding> findings(Subject.Maker maker) {
        return LongStream.range(0, SEEDS).boxed().flatMap(seed -> new Simulation(seed, maker).play().stream());
    }
}
