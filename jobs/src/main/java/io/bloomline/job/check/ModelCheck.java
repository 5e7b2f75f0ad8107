package io.bloomline.job.check;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription;
import io.bloomline.job.file.JobFile;
import io.bloomline.preparation.Preparation;

/** Opens the model and sees whether it can do the task. */
final class ModelCheck {

    private final JobFile job;

    ModelCheck(JobFile job) {
        this.job = job;
    }

    void run(Report report) {
        try (Model model = job.inference().model().open()) {
            Preparation.of(job.task(), model.description(), model.tokenizer());
            report.fact(fact(model.description()));
        } catch (FailureException failed) {
            report.problem("model", failed.failure().message());
        }
    }

    private String fact(ModelDescription model) {
        return "model " + model.name() + " version " + model.version() + " at " + model.endpoint() + " can "
                + job.task().name() + ", with at most " + model.maxTokens() + " tokens a request";
    }
}
