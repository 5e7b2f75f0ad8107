package io.bloomline.it.benchmark;

import io.bloomline.it.benchmark.Scenario.Effort;
import io.bloomline.it.benchmark.Scenario.LatencyEffort;
import io.bloomline.it.benchmark.gpu.GpuSettings;
import io.bloomline.it.benchmark.gpu.ServiceTime;
import io.bloomline.it.benchmark.workload.Lengths;
import java.time.Duration;
import java.util.List;

/** Scenarios that are ready to be measured. */
final class Presets {

    static final double BASE_MILLIS = 5;
    static final double PER_TOKEN_MICROS = 2;
    static final int MAX_ITEMS = 64;
    static final int POOL = 2_048;
    static final int PARALLELISM = 2;
    static final long SEED = 42;

    /** As long as a figure that is to be relied on takes. */
    static final Effort THOROUGH = new Effort(
            Duration.ofSeconds(8),
            Duration.ofSeconds(12),
            new LatencyEffort(List.of(0.5, 0.9), Duration.ofSeconds(30), Duration.ofSeconds(10)));

    private static final Effort HASTY = new Effort(Duration.ofSeconds(4), Duration.ofSeconds(6), LatencyEffort.NONE);

    private static final GpuSettings PADDED =
            new GpuSettings(new ServiceTime(BASE_MILLIS, PER_TOKEN_MICROS, 0, false), 1, MAX_ITEMS, null);
    private static final GpuSettings RAGGED =
            new GpuSettings(new ServiceTime(BASE_MILLIS, PER_TOKEN_MICROS, 0, true), 1, MAX_ITEMS, null);

    private Presets() {}

    /** One scenario, in two minutes; its figures are about right. */
    static List<Scenario> quick() {
        return List.of(scenario("quick", Lengths.LOG_NORMAL, PADDED, HASTY));
    }

    /** All that the project is judged by; six minutes each. */
    static List<Scenario> full() {
        return List.of(
                scenario("log-normal", Lengths.LOG_NORMAL, PADDED, THOROUGH),
                scenario("bimodal", Lengths.BIMODAL, PADDED, THOROUGH),
                scenario("uniform", Lengths.UNIFORM, PADDED, THOROUGH),
                scenario("ragged", Lengths.LOG_NORMAL, RAGGED, THOROUGH),
                scenario(
                        "four-instances",
                        Lengths.LOG_NORMAL,
                        new GpuSettings(PADDED.serviceTime(), 4, MAX_ITEMS, null),
                        THOROUGH));
    }

    private static Scenario scenario(String name, Lengths lengths, GpuSettings gpu, Effort effort) {
        return new Scenario(name, lengths, null, gpu, POOL, PARALLELISM, 0, SEED, effort);
    }
}
