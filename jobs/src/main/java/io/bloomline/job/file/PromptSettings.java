package io.bloomline.job.file;

import io.bloomline.prompt.PromptCatalogue;
import io.bloomline.prompt.PromptException;
import io.bloomline.prompt.PromptLanguage;
import io.bloomline.prompt.Prompts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Prompts that a job file names. They are read where the job is submitted, and travel with it. */
final class PromptSettings {

    private final Reading reading;
    private final OptionValues values;
    private final String task;
    private final Option<PromptLanguage> language;
    private final Option<String> folder;
    private final @Nullable PromptCatalogue catalogue;

    private PromptSettings(
            Reading reading, OptionValues values, String task, Option<PromptLanguage> language, Option<String> folder) {
        this.reading = reading;
        this.values = values;
        this.task = task;
        this.language = language;
        this.folder = folder;
        this.catalogue = catalogue();
    }

    static PromptSettings translate(Reading reading, OptionValues values) {
        return new PromptSettings(
                reading, values, "translate", TaskOptions.TRANSLATE_PROMPT_LANGUAGE, TaskOptions.TRANSLATE_PROMPTS);
    }

    static PromptSettings generate(Reading reading, OptionValues values) {
        return new PromptSettings(
                reading, values, "generate", TaskOptions.GENERATE_PROMPT_LANGUAGE, TaskOptions.GENERATE_PROMPTS);
    }

    /**
     * The prompts of an option; null when it isn't given, or has a problem, which is then reported.
     *
     * @param ownId what provenance calls a prompt of the job file's own words
     */
    @Nullable
    Prompts read(Option<PromptText> option, String ownId) {
        PromptText prompt = values.find(option);
        if (prompt instanceof PromptText.Words words) {
            return Prompts.ofWords(ownId, words.text());
        }
        PromptLanguage chosen = values.find(language);
        if (prompt == null || chosen == null || catalogue == null) {
            return null;
        }
        try {
            return catalogue.find(((PromptText.Name) prompt).name(), task, chosen);
        } catch (PromptException missing) {
            reading.problem(
                    reading.place(option.key()), missing.getMessage() + "; a text of your own has {text} in it");
            return null;
        }
    }

    private @Nullable PromptCatalogue catalogue() {
        String given = values.find(folder);
        if (given == null) {
            return PromptCatalogue.shipped();
        }
        try {
            return PromptCatalogue.shipped().with(Path.of(given));
        } catch (PromptException broken) {
            report(folder.key(), broken);
            return null;
        }
    }

    private void report(String key, PromptException wrong) {
        wrong.lines().forEach(line -> reading.problem(reading.place(key), line));
    }
}
