package io.bloomline.job.local;

import io.bloomline.schema.MalformedRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The three jobs of the demo, each with a job file as anybody would write it. */
enum DemoJob {
    EMBED("names", "embeddings", "bloom-nano-embedding", "embed: {}"),
    TRANSLATE(
            "phrases",
            "translations",
            "bloom-nano",
            "translate: {to: [" + String.join(", ", SampleDocuments.TARGETS) + "], max-tokens: 96}"),
    GENERATE(
            "names",
            "answers",
            "bloom-nano",
            "generate: {prompt: \"What kind of name is {text}? Answer:\", max-tokens: 8}");

    private final String source;
    private final String results;
    private final String model;
    private final String task;

    DemoJob(String source, String results, String model, String task) {
        this.source = source;
        this.results = results;
        this.model = model;
        this.task = task;
    }

    /** Topic it reads. */
    String source() {
        return source;
    }

    /** Topic of its results. */
    String results() {
        return results;
    }

    /** Topic of its dead letters. */
    String deadLetters() {
        return results + ".dead-letters";
    }

    /** What the job is called. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The documents of the topic it reads. */
    List<SampleDocument> documents(SampleDocuments samples) {
        return this == TRANSLATE ? samples.phrases() : samples.names();
    }

    /** What has to come out. */
    Exam exam(SampleDocuments samples, World world) {
        return switch (this) {
            case EMBED -> Exam.embed(documents(samples));
            case TRANSLATE -> Exam.translate(documents(samples), SampleDocuments.TARGETS, world);
            case GENERATE -> Exam.kindOf(documents(samples));
        };
    }

    /** Its results as they are read back. */
    JobResults read(List<ConsumerRecord<byte[], byte[]>> records, SampleDocuments samples)
            throws MalformedRecordException {
        return switch (this) {
            case EMBED -> JobResults.ofEmbeddings(records, documents(samples));
            case TRANSLATE -> JobResults.ofTranslations(records);
            case GENERATE -> JobResults.ofGenerations(records);
        };
    }

    /**
     * Writes its job file.
     *
     * @param folder           where to
     * @param bootstrapServers the broker
     * @param models           the model repository
     * @param keep             whether it goes on after the documents that are there
     */
    Path write(Path folder, String bootstrapServers, Path models, boolean keep) {
        Path file = folder.resolve(title() + ".yaml");
        try {
            return Files.writeString(file, yaml(bootstrapServers, models, keep));
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " can't be written", failure);
        }
    }

    private String yaml(String bootstrapServers, Path models, boolean keep) {
        return """
                job: demo-%s
                kafka:
                  bootstrap.servers: %s
                source:
                  topics: [%s]
                  format: json
                  start: earliest
                  stop: %s
                task:
                  %s
                model:
                  name: %s
                  endpoint: "local:%s"
                governance: {opt-out: {topic: %s}}
                batching: {max-items: 64, max-tokens: 16384, max-delay: 20ms}
                sink:
                  topic: %s
                  format: json
                  dead-letters: %s
                  delivery: exactly-once
                flink:
                  parallelism.default: 1
                  execution.checkpointing.interval: 1 s
                  restart-strategy.type: %s
                """
                .formatted(
                        title(),
                        bootstrapServers,
                        source,
                        keep ? "never" : "at-end",
                        task,
                        model,
                        models,
                        OptedOut.TOPIC,
                        results,
                        deadLetters(),
                        // While somebody waits, a failure is to be seen at once.
                        keep ? "exponential-delay" : "none");
    }
}
