package io.bloomline.pipeline;

import io.bloomline.batching.BatchLimits;
import io.bloomline.document.DocumentLimits;
import io.bloomline.governance.GovernancePolicy;
import io.bloomline.inference.ModelProvider;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.preparation.Task;
import io.bloomline.quality.QualityPolicy;
import io.bloomline.schema.DocumentEncoding;
import io.bloomline.tracing.TracingProvider;
import java.io.Serializable;

/**
 * Everything that decides what becomes of a document. Serializable, because it travels with the job; a record, because
 * subtasks with equal settings share one model and one batcher.
 *
 * @param encoding   how documents are written
 * @param task       what to do with them
 * @param limits     what a document may cost at most
 * @param languages  what happens where a language is unknown, or isn't the model's
 * @param quality    what becomes of texts with flaws
 * @param governance what people's data may be used for
 * @param model      opens the model that does it
 * @param batching   what bounds a batch
 * @param maxPending most documents under way per subtask; they are part of each checkpoint
 * @param tracing    opens what traces of documents are told to
 */
public record InferenceSettings(
        DocumentEncoding encoding,
        Task task,
        DocumentLimits limits,
        LanguagePolicy languages,
        QualityPolicy quality,
        GovernancePolicy governance,
        ModelProvider model,
        BatchLimits batching,
        int maxPending,
        TracingProvider tracing)
        implements Serializable {

    /** The same, not traced. */
    public InferenceSettings(
            DocumentEncoding encoding,
            Task task,
            DocumentLimits limits,
            LanguagePolicy languages,
            QualityPolicy quality,
            GovernancePolicy governance,
            ModelProvider model,
            BatchLimits batching,
            int maxPending) {
        this(encoding, task, limits, languages, quality, governance, model, batching, maxPending, TracingProvider.OFF);
    }

    /** The same with the defaults of limits, languages and quality, and {@link GovernancePolicy#NONE}. */
    public InferenceSettings(
            DocumentEncoding encoding, Task task, ModelProvider model, BatchLimits batching, int maxPending) {
        this(
                encoding,
                task,
                DocumentLimits.DEFAULT,
                LanguagePolicy.DEFAULT,
                QualityPolicy.DEFAULT,
                GovernancePolicy.NONE,
                model,
                batching,
                maxPending);
    }
}
