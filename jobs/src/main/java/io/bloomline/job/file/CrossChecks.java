package io.bloomline.job.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        overlap();
        combinePrompt();
        outputWithinLimits("task.translate", TaskOptions.TRANSLATE_MAX_TOKENS);
        outputWithinLimits("task.generate", TaskOptions.GENERATE_MAX_TOKENS);
        bootstrapServers();
        new EndpointChecks(reading, values).run();
        new RegistryChecks(reading, values).run();
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
        var given = new ArrayList<>(TaskOptions.TASKS);
        given.removeIf(task -> !reading.has(task));
        if (given.isEmpty() && reading.has("task")) {
            reading.problem(reading.place("task"), "must be one of embed, translate, generate");
        }
        given.stream()
                .skip(1)
                .forEach(task ->
                        reading.problem(reading.place(task), "is a second task; a job has one, so make two jobs"));
    }

    private void overlap() {
        Long maxTokens = values.find(TaskOptions.EMBED_MAX_TOKENS);
        Long overlap = values.find(TaskOptions.EMBED_OVERLAP);
        if (maxTokens != null && overlap != null && maxTokens > 0 && overlap > maxTokens / 2) {
            reading.problem(
                    reading.place("task.embed.overlap"),
                    "is " + overlap + ", more than half of the " + maxTokens
                            + " tokens of a chunk (task.embed.max-tokens)");
        }
    }

    private void combinePrompt() {
        boolean combines = values.find(TaskOptions.GENERATE_LONG) == TaskOptions.LongInput.MAP_REDUCE;
        boolean given = values.find(TaskOptions.GENERATE_COMBINE_PROMPT) != null;
        if (combines && !given) {
            reading.problem(
                    reading.place("task.generate.combine-prompt"),
                    "is missing; map-reduce asks it about the answers to a document's parts");
        } else if (given && values.find(TaskOptions.GENERATE_LONG) == TaskOptions.LongInput.REFUSE) {
            reading.problem(
                    reading.place("task.generate.combine-prompt"),
                    "is never asked unless task.generate.long is map-reduce");
        }
    }

    private void outputWithinLimits(String task, Option<Long> maxTokens) {
        Long answer = values.find(maxTokens);
        Long document = values.find(LimitOptions.MAX_OUTPUT_TOKENS);
        if (reading.has(task) && answer != null && document != null && answer > document) {
            reading.problem(
                    reading.place(maxTokens.key()),
                    "is " + answer + ", more than the " + document
                            + " tokens that may be written for a document (limits.max-output-tokens)");
        }
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
        String optOuts = values.find(GovernanceOptions.OPT_OUT_TOPIC);
        if (optOuts != null
                && (optOuts.equals(results)
                        || optOuts.equals(deadLetters)
                        || (sources != null && sources.contains(optOuts)))) {
            reading.problem(
                    reading.place("governance.opt-out.topic"),
                    "'" + optOuts
                            + "' is a topic of documents, results or dead letters too; it must be one of its own");
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
        Duration timeout = read("kafka." + Transactions.TIMEOUT, () -> Transactions.timeout(kafka));
        Duration interval = read("flink." + Transactions.INTERVAL, () -> Transactions.checkpointInterval(flink));
        if (timeout == null || interval == null) {
            return;
        }
        Duration checkpoint =
                read("flink." + Transactions.CHECKPOINT_TIMEOUT, () -> Transactions.checkpointTimeout(kafka, flink));
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
        } else if (checkpoint != null && timeout.compareTo(interval.plus(checkpoint)) <= 0) {
            reading.problem(
                    reading.place("flink." + Transactions.CHECKPOINT_TIMEOUT),
                    "is " + DurationText.format(checkpoint) + " and checkpoints begin every "
                            + DurationText.format(interval) + ", together no less than the "
                            + DurationText.format(timeout) + " after which transactions end (kafka."
                            + Transactions.TIMEOUT + "); a slow checkpoint would lose results, so make it shorter");
        }
    }

    private @Nullable Duration read(String key, Supplier<Duration> setting) {
        try {
            return setting.get();
        } catch (IllegalArgumentException wrong) {
            reading.problem(reading.place(key), String.valueOf(wrong.getMessage()));
            return null;
        }
    }
}
