package io.bloomline.job.check;

import io.bloomline.job.file.JobFile;
import io.bloomline.preparation.Task;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.Generation;
import io.bloomline.schema.RecordFormat;
import io.bloomline.schema.Translation;
import io.bloomline.schema.registry.RegistryException;
import io.bloomline.schema.registry.RegistrySettings;
import io.bloomline.schema.registry.SchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Asks the schema registry whether results may be written with the schema that they have. Registers nothing. */
final class RegistryCheck {

    private static final String KEY = "registry.url";

    private final JobFile job;
    private final Duration patience;

    RegistryCheck(JobFile job, Duration patience) {
        this.job = job;
        this.patience = patience;
    }

    void run(Report report) {
        RegistrySettings settings = job.registry();
        if (settings == null) {
            return;
        }
        try {
            ask(new SchemaRegistry(settings.withTimeout(patience)), settings, report);
        } catch (RegistryException failed) {
            report.problem(KEY, String.valueOf(failed.getMessage()));
        }
    }

    private void ask(SchemaRegistry registry, RegistrySettings settings, Report report) {
        Schema schema = schema(job.task());
        String subject = settings.subjects().subject(job.sink().topic(), schema);
        String level = registry.compatibility(subject).orElse("not told");
        if (job.sink().format() != RecordFormat.AVRO) {
            report.fact("schema registry " + settings.url() + " answers");
            return;
        }
        OptionalInt number = registry.find(subject, schema);
        if (number.isPresent()) {
            report.fact("schema registry " + settings.url() + " has the results' schema under " + subject
                    + " as number " + number.getAsInt() + "; compatibility is " + level);
            return;
        }
        String problem = problem(registry, subject, schema, settings.register());
        if (problem == null) {
            report.fact("schema registry " + settings.url() + " would take the results' schema under " + subject
                    + "; compatibility is " + level);
        } else {
            report.problem(KEY, problem);
        }
    }

    private static @Nullable String problem(SchemaRegistry registry, String subject, Schema schema, boolean registers) {
        List<String> differences = registry.incompatibilities(subject, schema);
        if (!differences.isEmpty()) {
            return "subject " + subject + " doesn't take " + schema.getFullName() + ": " + differences.get(0)
                    + ". Choose another topic, or another registry.subjects.";
        }
        return registers
                ? null
                : "subject " + subject + " has no schema " + schema.getFullName()
                        + " as this release writes it. Register it, or set registry.register to true.";
    }

    private static Schema schema(Task task) {
        if (task instanceof Task.Embed) {
            return Embedding.getClassSchema();
        }
        return task instanceof Task.Translate ? Translation.getClassSchema() : Generation.getClassSchema();
    }
}
