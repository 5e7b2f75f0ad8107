package io.bloomline.it.benchmark.report;

import io.bloomline.it.benchmark.Measured;
import io.bloomline.it.benchmark.Measured.Delay;
import io.bloomline.it.benchmark.Measured.Throughput;
import io.bloomline.it.benchmark.Scenario;
import io.bloomline.it.benchmark.gpu.ServiceTime;
import io.bloomline.it.benchmark.measure.Latency;
import java.util.ArrayList;
import java.util.List;

/** Figures as tables, with what one must know to read them. */
public final class Tables {

    private static final List<String> LEGEND = List.of(
            "documents/s   answered by the server within a window, by its own counters and clock: after start-up and",
            "              warm-up, and before documents run out; the same for all",
            "of limit      tokens per second, compared with batches of all documents sorted by length, kept ready for the",
            "              server; by tokens, because no two windows hold documents of quite the same length",
            "padding       share of the server's work that was for filling rows up; busy: share of its time",
            "CPU/document  processor time of the job's process, its broker and server not included",
            "live heap     in use after a full collection at the window's end; memory: most that the process ever had",
            "latency       in ms, from when a document should come (at random times) to its result; the bare server is the",
            "              pipeline's steps without Kafka and Flink, on the same arrivals; – where the load is too high");

    private Tables() {}

    /** The lines of a report. */
    public static List<String> of(List<Measured> scenarios) {
        List<String> lines = new ArrayList<>();
        for (Measured measured : scenarios) {
            lines.add(title(measured));
            lines.addAll(throughput(measured).lines());
            if (!measured.latency().isEmpty()) {
                lines.addAll(latency(measured.latency()).lines());
            }
            lines.add("");
        }
        lines.addAll(LEGEND);
        return lines;
    }

    private static String title(Measured measured) {
        Scenario scenario = measured.scenario();
        ServiceTime time = scenario.gpu().serviceTime();
        int instances = scenario.gpu().instances();
        return "%s: %s documents; a batch takes %s ms + %s µs per %stoken%s; %d instance%s; batches of at most %d; pool of %s"
                .formatted(
                        scenario.name(),
                        Figures.count(measured.documents()),
                        Figures.plain(time.baseMillis()),
                        Figures.plain(time.perTokenMicros()),
                        time.ragged() ? "" : "padded ",
                        time.perTokenSquaredNanos() > 0
                                ? " + " + Figures.plain(time.perTokenSquaredNanos()) + " ns per padded token and length"
                                : "",
                        instances,
                        instances == 1 ? "" : "s",
                        scenario.gpu().maxRows(),
                        Figures.count(scenario.pool()));
    }

    private static TextTable throughput(Measured measured) {
        TextTable table = new TextTable()
                .row(List.of(
                        "",
                        "documents/s",
                        "of limit",
                        "padding",
                        "busy",
                        "per batch",
                        "CPU/document",
                        "live heap",
                        "memory",
                        "checkpoint"));
        Throughput limit = measured.throughput().get(0);
        boolean ragged = measured.scenario().gpu().serviceTime().ragged();
        for (Throughput system : measured.throughput()) {
            table.row(List.of(
                    system.system(),
                    Figures.count(system.documentsPerSecond()),
                    Figures.percent(system.shareOf(limit)),
                    ragged ? Figures.NONE : Figures.percent(system.padding()),
                    Figures.percent(system.busy()),
                    Figures.count(system.rowsPerBatch()),
                    Figures.micros(system.cpuMicrosPerDocument()),
                    Figures.megabytes(system.liveHeap()),
                    Figures.megabytes(system.peakResident()),
                    Figures.megabytes(system.checkpoint())));
        }
        return table;
    }

    private static TextTable latency(List<Delay> delays) {
        List<String> headings = new ArrayList<>(List.of("latency"));
        for (Latency load : delays.get(0).loads()) {
            headings.add("p50 at " + Figures.count(100 * load.load()) + " %");
            headings.add("p99 at " + Figures.count(100 * load.load()) + " %");
        }
        TextTable table = new TextTable().row(headings);
        for (Delay delay : delays) {
            List<String> cells = new ArrayList<>(List.of(delay.system()));
            for (Latency load : delay.loads()) {
                cells.add(Figures.millis(load.p50()));
                cells.add(Figures.millis(load.p99()));
            }
            table.row(cells);
        }
        return table;
    }
}
