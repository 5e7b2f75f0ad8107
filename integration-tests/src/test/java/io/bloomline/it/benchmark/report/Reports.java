package io.bloomline.it.benchmark.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bloomline.it.benchmark.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of figures: a file of JSON for each scenario, and the table and the plot of all of them.
 *
 * @param folder where it is
 */
public record Reports(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);
    private static final String ENDING = ".scenario.json";

    /** Adds a scenario, or replaces the figures of its name. */
    public void add(Measured measured) throws IOException {
        Files.createDirectories(folder);
        write(measured.scenario().name() + ENDING, measured);
    }

    /** Writes anything else as JSON. */
    public void write(String file, Object figures) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file), JSON.writeValueAsString(figures) + "\n");
    }

    /** All scenarios, as far as possible in the order given; others by their names. */
    public List<Measured> read(List<String> order) throws IOException {
        List<Measured> scenarios = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
                scenarios.add(JSON.readValue(file.toFile(), Measured.class));
            }
        }
        Comparator<String> place =
                Comparator.comparingInt(name -> order.contains(name) ? order.indexOf(name) : order.size());
        scenarios.sort(Comparator.comparing(
                measured -> measured.scenario().name(), place.thenComparing(Comparator.naturalOrder())));
        return scenarios;
    }

    /** Writes table and plot anew, and returns the table's lines. */
    public List<String> render(List<String> order) throws IOException {
        List<Measured> scenarios = read(order);
        List<String> table = Tables.of(scenarios);
        Files.write(folder.resolve("table.txt"), table);
        Files.writeString(folder.resolve("throughput.svg"), BarChart.of(scenarios));
        return table;
    }
}
