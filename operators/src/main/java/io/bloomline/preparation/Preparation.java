package io.bloomline.preparation;

import io.bloomline.document.DocumentLimits;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.Tokenizer;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.quality.QualityPolicy;
import io.bloomline.schema.Document;
import java.util.List;

/** Turns documents into requests, and their answers into drafts of results, as a task wants them. Thread-safe. */
public interface Preparation {

    /**
     * What there is to ask about one document, and the drafts of its results in the end, at least one. Nothing of the text
     * is cut: it is divided, or refused.
     *
     * @throws FailureException {@code REJECTED}, when this document can't be asked of this model
     */
    Dialogue<List<Draft>> prepare(Document document);

    /** What results' keys have behind the document's key, as far as it is known without seeing the document. */
    List<String> keySuffixes();

    /** The same with the texts looked at that the model writes. */
    default Preparation checked(QualityPolicy quality) {
        return new QualityChecked(this, quality);
    }

    /** The same for documents within limits only; those beyond are refused. */
    default Preparation within(DocumentLimits limits, Tokenizer tokenizer) {
        return new Limited(this, limits, tokenizer);
    }

    /**
     * The preparation for a task and a model.
     *
     * @param languages what happens where a language is unknown, or isn't the model's
     * @throws FailureException {@code MISCONFIGURED}, when the model can't do the task
     */
    static Preparation of(Task task, LanguagePolicy languages, ModelDescription model, Tokenizer tokenizer) {
        DocumentCheck check = new DocumentCheck(model);
        check.output(task);
        return new LanguageAware(of(task, check, new TokenBudget(model, tokenizer)), check, languages);
    }

    private static Preparation of(Task task, DocumentCheck check, TokenBudget budget) {
        if (task instanceof Task.Embed embed) {
            return new EmbedPreparation(embed, check, budget);
        }
        if (task instanceof Task.Translate translate) {
            return new TranslatePreparation(translate, check, budget);
        }
        return new GeneratePreparation((Task.Generate) task, check, budget);
    }
}
