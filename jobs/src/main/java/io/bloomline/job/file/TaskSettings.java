package io.bloomline.job.file;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.preparation.Task;
import io.bloomline.prompt.Prompts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one task of a job file. */
final class TaskSettings {

    private final Reading reading;
    private final OptionValues values;
    private final @Nullable Prompts prompts;
    private final @Nullable Prompts combinePrompts;

    /** Reads the prompts that the file names, and reports what is wrong with them. */
    TaskSettings(Reading reading, OptionValues values) {
        this.reading = reading;
        this.values = values;
        boolean translates = reading.has("task.translate");
        var files = translates ? PromptSettings.translate(reading, values) : PromptSettings.generate(reading, values);
        this.prompts =
                files.read(translates ? TaskOptions.TRANSLATE_PROMPT : TaskOptions.GENERATE_PROMPT, Task.OWN_PROMPT);
        this.combinePrompts =
                translates ? null : files.read(TaskOptions.GENERATE_COMBINE_PROMPT, Task.Generate.OWN_COMBINE_PROMPT);
    }

    /** The task; only of a file without problems. */
    Task task() {
        if (reading.has("task.embed")) {
            return new Task.Embed(
                    toInt(values.get(TaskOptions.EMBED_MAX_TOKENS)),
                    toInt(values.get(TaskOptions.EMBED_OVERLAP)),
                    values.get(TaskOptions.EMBED_CHUNKS));
        }
        if (reading.has("task.translate")) {
            return new Task.Translate(
                    values.get(TaskOptions.TRANSLATE_TO),
                    toInt(values.get(TaskOptions.TRANSLATE_MAX_TOKENS)),
                    values.get(TaskOptions.TRANSLATE_MARKUP),
                    Objects.requireNonNull(prompts));
        }
        return new Task.Generate(
                Objects.requireNonNull(prompts),
                new GenerationParameters(
                        toInt(values.get(TaskOptions.GENERATE_MAX_TOKENS)),
                        values.get(TaskOptions.GENERATE_TEMPERATURE),
                        toInt(values.get(TaskOptions.GENERATE_TOP_K)),
                        values.get(TaskOptions.GENERATE_TOP_P),
                        values.get(TaskOptions.GENERATE_SEED)),
                combinePrompts);
    }

    private static int toInt(long inRange) {
        return Math.toIntExact(inRange);
    }
}
