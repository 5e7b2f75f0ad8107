package io.bloomline.it.faults;

import io.bloomline.it.process.Usage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Random faults on a trial, until time is over or a promise was broken. */
final class SoakRun {

    private static final List<Fault> FAULTS = Stream.of(FlinkFaults.ALL, BrokerFaults.ALL, ModelServerFaults.ALL)
            .flatMap(List::stream)
            .toList();

    /** In documents that are written between two faults when the first has not been got over. */
    private static final int LONGEST_BREATH = 300;

    private final Trial trial;
    private final int minutes;
    private final long seed;
    private final Consumer<String> progress;
    private final Map<String, Integer> faults = new TreeMap<>();
    private long liveHeap;
    private long adminClients;

    SoakRun(Trial trial, int minutes, long seed, Consumer<String> progress) {
        this.trial = trial;
        this.minutes = minutes;
        this.seed = seed;
        this.progress = progress;
    }

    SoakReport run() {
        long begin = System.nanoTime();
        List<String> violations = new ArrayList<>();
        try {
            while (violations.isEmpty()
                    && System.nanoTime() - begin < Duration.ofMinutes(minutes).toNanos()) {
                sufferOne();
                // Every third comes while the job still has to do with the one before.
                if (trial.random().nextInt(3) > 0) {
                    trial.recover();
                    look();
                    violations.addAll(trial.violationsSoFar());
                } else {
                    trial.awaitWritten(1 + trial.random().nextInt(LONGEST_BREATH));
                }
            }
            violations = trial.finish();
        } catch (AssertionError | RuntimeException stuck) {
            stuck.printStackTrace();
            violations.add(stuck.getMessage());
        }
        return new SoakReport(
                LocalDate.now(ZoneId.systemDefault()).toString(),
                seed,
                Duration.ofNanos(System.nanoTime() - begin).toMinutes(),
                faults,
                trial.figures(),
                liveHeap,
                adminClients,
                violations);
    }

    private void sufferOne() {
        Fault fault = FAULTS.get(trial.random().nextInt(FAULTS.size()));
        int lasting = fault.shortest() + trial.random().nextInt(fault.longest() - fault.shortest() + 1);
        progress.accept(fault.name() + (lasting == 0 ? "" : ", for " + lasting + " documents"));
        faults.merge(fault.name(), 1, Integer::sum);
        trial.suffer(fault, lasting);
        // One that finds its transaction taken over by another ends itself, and is started again where it is
        // supervised.
        trial.cluster().flink().startEndedTaskManagers();
    }

    private void look() {
        trial.cluster().flink().startEndedTaskManagers();
        for (Usage usage : trial.cluster().flink().usages()) {
            liveHeap = Math.max(liveHeap, usage.liveHeap());
            adminClients = Math.max(adminClients, usage.threads("kafka-admin-client-thread"));
        }
        progress.accept("recovered: " + trial.figures());
    }
}
