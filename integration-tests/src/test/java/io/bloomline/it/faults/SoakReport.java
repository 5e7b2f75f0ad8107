package io.bloomline.it.faults;

import io.bloomline.it.benchmark.report.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What came of a soak.
 *
 * @param date         the day, as in 2026-11-24
 * @param seed         what it is repeated with
 * @param minutes      how long it took
 * @param faults       how many of each there were
 * @param figures      what happened to the documents
 * @param liveHeap     most bytes of heap in use in a TaskManager, after a collection
 * @param adminClients most threads of Kafka's admin clients in a TaskManager
 * @param violations   what was promised and not kept
 */
record SoakReport(
        String date,
        long seed,
        long minutes,
        Map<String, Integer> faults,
        Figures figures,
        long liveHeap,
        long adminClients,
        List<String> violations) {

    private static final int MOST_SHOWN = 20;

    /** Its lines for people. */
    List<String> table() {
        TextTable table = new TextTable();
        faults.forEach((name, count) -> table.row(List.of(name, Integer.toString(count))));
        int sum = faults.values().stream().mapToInt(Integer::intValue).sum();
        table.row(List.of("all faults", Integer.toString(sum)));
        table.row(List.of("", ""));
        row(table, "minutes", minutes);
        row(table, "documents", figures.documents());
        row(table, "dead letters among them", figures.deadLetters());
        row(table, "asked for again", figures.again());
        row(table, "restores", figures.restores());
        row(table, "most under way", figures.mostUnderWay());
        row(table, "longest wait of a reader, ms", figures.longestWait().toMillis());
        row(table, "live heap of a TaskManager, MB", liveHeap / 1_000_000);
        row(table, "admin clients of a TaskManager", adminClients);
        row(table, "promises broken", violations.size());
        return Stream.concat(table.lines().stream(), violations.stream().limit(MOST_SHOWN))
                .toList();
    }

    private static void row(TextTable table, String name, long number) {
        table.row(List.of(name, String.format(Locale.ROOT, "%,d", number)));
    }
}
