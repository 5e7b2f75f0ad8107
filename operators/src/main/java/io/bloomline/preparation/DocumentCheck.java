package io.bloomline.preparation;

import static io.bloomline.failure.Failure.misconfigured;
import static io.bloomline.failure.Failure.rejected;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.language.Language;
import io.bloomline.language.Languages;
import io.bloomline.schema.Document;
import java.util.Optional;

/** Tells whether a model can do what is asked of it, before it is asked. */
record DocumentCheck(ModelDescription model) {

    /** Refuses a task that the model has no answer for. */
    void output(Task task) {
        Output needed = task instanceof Task.Embed ? Output.VECTOR : Output.TEXT;
        if (model.output() != needed) {
            throw new FailureException(misconfigured(
                    "wrong-model",
                    "Model %s answers with a %s, and task %s needs a %s: change model.name or task"
                            .formatted(model.name(), word(model.output()), task.name(), word(needed))));
        }
    }

    /** Refuses a document without text. */
    void text(Document document) {
        if (document.getText().isBlank()) {
            throw new FailureException(rejected("empty-text", "The document's text is empty or only white space"));
        }
    }

    /** The natural language that the document says it is in, whether the model was made for it or not. */
    Optional<Language> language(Document document) {
        return Optional.ofNullable(document.getLanguage()).flatMap(Languages::find);
    }

    /** Whether the model was made for the language, natural or programming, that a tag means. */
    boolean supports(String tag) {
        return Languages.code(tag)
                .filter(code -> model.languages().isEmpty() || model.languages().contains(code))
                .isPresent();
    }

    /** Why a document in another language is refused. */
    Failure unsupported(String tag) {
        return rejected(
                LanguageAware.UNSUPPORTED,
                "The document's language '%s' is none of the %d that model %s was made for (language.unsupported)"
                        .formatted(shown(tag), languageCount(), model.name()));
    }

    /** A language to translate to; refuses the job when the model wasn't made for it. */
    Language target(String tag) {
        return Languages.find(tag)
                .filter(language -> supports(tag))
                .orElseThrow(() -> new FailureException(misconfigured(
                        "unsupported-target-language",
                        "task.translate.to has '%s', which is none of the %d languages that model %s was made for"
                                .formatted(tag, languageCount(), model.name()))));
    }

    private int languageCount() {
        return model.languages().isEmpty()
                ? Languages.all().size()
                : model.languages().size();
    }

    /** A tag comes from the document, so no more of it is shown than a tag can be long. */
    private static String shown(String tag) {
        return tag.length() <= 35 ? tag : tag.substring(0, 35) + "…";
    }

    private static String word(Output output) {
        return output == Output.VECTOR ? "vector" : "text";
    }
}
