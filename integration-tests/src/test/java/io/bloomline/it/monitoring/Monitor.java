package io.bloomline.it.monitoring;

import io.bloomline.it.monitoring.Dashboard.Panel;
import io.bloomline.it.monitoring.MetricsPicture.Event;
import io.bloomline.it.monitoring.MetricsPicture.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets a job live through ten minutes of what happens in a day, and draws what its dashboard showed. */
public final class Monitor {

    private static final double LIVE = 20;
    private static final double BURST = 120;
    private static final double FEW = 0.005;
    private static final double MANY = 0.06;
    private static final int STEP_SECONDS = 3;
    private static final String RATE_INTERVAL = "15s";

    private static final List<String> PANELS = List.of(
            "Documents",
            "How far behind",
            "Under way",
            "How long it takes",
            "R and its parts",
            "Tokens",
            "Dead letters by cause",
            "Batches sent again or refused",
            "Documents by language",
            "GPUs per hour: useful and not");

    private final MonitoredJob job;
    private final List<Event> events = new ArrayList<>();

    private Monitor(MonitoredJob job) {
        this.job = job;
    }

    /**
     * Writes the picture.
     *
     * @param arguments the file to write it to
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("Usage: integration-tests/monitor PICTURE.svg");
            System.exit(2);
        }
        try (MonitoredJob job = MonitoredJob.start(Files.createTempDirectory("bloomline-monitor"))) {
            String picture = new Monitor(job).live();
            Files.writeString(Path.of(arguments[0]), picture);
        }
        System.exit(0);
    }

    private String live() throws IOException, InterruptedException {
        job.feeder().write(LIVE, FEW);
        pass(45);
        long start = now();
        pass(90);
        during("burst", 45, () -> job.feeder().write(BURST, FEW), () -> job.feeder()
                .write(LIVE, FEW));
        pass(150);
        during("server away", 45, job.server()::stop, job.server()::start);
        pass(90);
        during("bad input", 60, () -> job.feeder().write(LIVE, MANY), () -> job.feeder()
                .write(LIVE, FEW));
        pass(90);
        long end = now();
        List<Shown> shown = new ArrayList<>();
        List<Panel> panels = Dashboard.read().panels();
        for (String title : PANELS) {
            Panel panel = panels.stream()
                    .filter(one -> one.title().equals(title) && one.kind().equals("timeseries"))
                    .findFirst()
                    .orElseThrow();
            shown.add(new Shown(panel, series(panel, start, end)));
        }
        return new MetricsPicture(start, end, events)
                .of("A job on the dashboard: a burst, a server that is away, and bad input", shown);
    }

    private List<Series> series(Panel panel, long start, long end) {
        return panel.queries().stream()
                .flatMap(query ->
                        job.prometheus().queryRange(query.replaced(RATE_INTERVAL), start, end, STEP_SECONDS).stream()
                                .map(answer -> Series.of(answer, query.legend()))
                                .sorted(Comparator.comparingDouble(Series::largest)
                                        .reversed()))
                .toList();
    }

    private void during(String what, int seconds, Runnable begin, Runnable end) throws InterruptedException {
        begin.run();
        long since = now();
        pass(seconds);
        events.add(new Event(what, since, now()));
        end.run();
    }

    private void pass(int seconds) throws InterruptedException {
        job.requireAlive();
        TimeUnit.SECONDS.sleep(seconds);
    }

    private static long now() {
        return System.currentTimeMillis() / 1_000;
    }
}
