package io.bloomline.job.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong between keys that are right each on its own. */
final class CrossChecks {

    private final Reading reading;
    private final OptionValues values;

    CrossChecks(Reading reading, OptionValues values) {
        this.reading = reading;
        this.values = values;
    }

    void run(KeyTree tree) {
        requireSections(tree);
        exactlyOneTask();
        bootstrapServers();
        new EndpointChecks(reading, values).run();
        topicsDiffer();
        transactionsOutliveCheckpoints();
    }

    private void requireSections(KeyTree tree) {
        for (String section : List.of("source", "task", "model", "sink")) {
            if (!reading.has(section)) {
                var required = tree.required(section);
                reading.problem(
                        reading.place(section),
                        required.isEmpty()
                                ? "is missing; it has the keys " + String.join(", ", tree.names(section))
                                : "is missing; it needs the keys " + String.join(", ", required));
            }
        }
    }

    private void exactlyOneTask() {
        var given = new ArrayList<>(JobOptions.TASKS);
        given.removeIf(task -> !reading.has(task));
        if (given.isEmpty() && reading.has("task")) {
            reading.problem(reading.place("task"), "must be one of embed, translate, generate");
        }
        given.stream()
                .skip(1)
                .forEach(task ->
                        reading.problem(reading.place(task), "is a second task; a job has one, so make two jobs"));
    }

    private void bootstrapServers() {
        var kafka = values.find(JobOptions.KAFKA);
        if (kafka != null && !reading.has("kafka.bootstrap.servers")) {
            reading.problem(
                    reading.place("kafka.bootstrap.servers"), "is missing; it takes HOST:PORT of a broker or several");
        }
    }

    private void topicsDiffer() {
        var sources = values.find(JobOptions.SOURCE_TOPICS);
        String results = values.find(JobOptions.SINK_TOPIC);
        String deadLetters = values.find(JobOptions.SINK_DEAD_LETTERS);
        if (results != null && sources != null && sources.contains(results)) {
            reading.problem(
                    reading.place("sink.topic"), "'" + results + "' is read by source.topics too; that is a loop");
        }
        if (deadLetters != null && sources != null && sources.contains(deadLetters)) {
            reading.problem(
                    reading.place("sink.dead-letters"),
                    "'" + deadLetters + "' is read by source.topics too; that is a loop");
        }
        if (deadLetters != null && deadLetters.equals(results)) {
            reading.problem(
                    reading.place("sink.dead-letters"), "'" + deadLetters + "' is sink.topic too; they must differ");
        }
    }

    private void transactionsOutliveCheckpoints() {
        var kafka = values.find(JobOptions.KAFKA);
        var flink = values.find(JobOptions.FLINK);
        if (kafka == null
                || flink == null
                || values.find(JobOptions.SINK_DELIVERY) != SinkSettings.Delivery.EXACTLY_ONCE) {
            return;
        }
        Duration timeout;
        try {
            timeout = Transactions.timeout(kafka);
        } catch (IllegalArgumentException wrong) {
            reading.problem(reading.place("kafka." + Transactions.TIMEOUT), String.valueOf(wrong.getMessage()));
            return;
        }
        Duration interval;
        try {
            interval = Transactions.checkpointInterval(flink);
        } catch (IllegalArgumentException wrong) {
            reading.problem(reading.place("flink." + Transactions.INTERVAL), String.valueOf(wrong.getMessage()));
            return;
        }
        if (interval.isZero()) {
            reading.problem(
                    reading.place("flink." + Transactions.INTERVAL),
                    "is 0, no checkpoints; sink.delivery exactly-once commits with each");
        } else if (timeout.compareTo(interval) <= 0) {
            reading.problem(
                    reading.place("flink." + Transactions.INTERVAL),
                    "is " + DurationText.format(interval) + ", but transactions end after "
                            + DurationText.format(timeout) + " (kafka." + Transactions.TIMEOUT
                            + "); make the interval much shorter");
        }
    }
}
