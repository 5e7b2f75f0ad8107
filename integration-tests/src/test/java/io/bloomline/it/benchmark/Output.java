package io.bloomline.it.benchmark;

import io.bloomline.it.benchmark.report.Reports;
import io.bloomline.it.support.Bloomline;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where figures go: a folder, and at the end the terminal. */
final class Output {

    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final PrintWriter ERR = new PrintWriter(System.err, true, StandardCharsets.UTF_8);

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder for JSON, table and plot; scenarios that it holds already are shown as well."
                    + " Default: integration-tests/target/benchmark.")
    private Path folder = Bloomline.HOME.resolve("integration-tests/target/benchmark");

    Reports reports() {
        return new Reports(folder);
    }

    /** Measures scenarios one after the other, and prints the table of all that are in the folder. */
    int measure(List<Scenario> scenarios) throws Exception {
        for (Scenario scenario : scenarios) {
            reports().add(ScenarioRun.measure(scenario, ERR::println));
        }
        return show();
    }

    /** Prints the table of all scenarios in the folder, and writes table and plot anew. */
    int show() throws Exception {
        List<String> order = Presets.full().stream().map(Scenario::name).toList();
        reports().render(order).forEach(OUT::println);
        ERR.println("JSON, table and plot are in " + folder);
        return 0;
    }
}
