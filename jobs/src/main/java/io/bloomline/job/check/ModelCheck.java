package io.bloomline.job.check;

import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.ModelProvider;
import io.bloomline.inference.triton.CallSettings;
import io.bloomline.inference.triton.TritonModelProvider;
import io.bloomline.job.file.JobFile;
import io.bloomline.preparation.Preparation;
import java.time.Duration;

/** Opens the model and sees whether it can do the task. */
final class ModelCheck {

    private final JobFile job;
    private final Duration patience;

    /**
     * Of a job's model.
     *
     * @param patience longest time for a server to answer
     */
    ModelCheck(JobFile job, Duration patience) {
        this.job = job;
        this.patience = patience;
    }

    void run(Report report) {
        try (Model model = impatient(job.inference().model()).open()) {
            Preparation.of(job.task(), job.language(), model.description(), model.tokenizer());
            report.fact(fact(model.description()));
        } catch (FailureException failed) {
            if (failed.failure().kind() == FailureKind.TRANSIENT) {
                report.problem(
                        "model.endpoint",
                        "no server answered for the model within " + Report.seconds(patience)
                                + " s; start it, or correct the address. " + reason(failed));
            } else {
                report.problem("model", failed.failure().message());
            }
        }
    }

    /** A job waits for its servers as long as its file says; whoever checks it doesn't. */
    private ModelProvider impatient(ModelProvider provider) {
        if (!(provider instanceof TritonModelProvider served)) {
            return provider;
        }
        CallSettings calls = served.settings().calls();
        return new TritonModelProvider(
                served.modelName(),
                served.modelVersion(),
                served.servers(),
                served.output(),
                served.settings()
                        .withCalls(calls.withStartupTimeout(patience).withTimeout(min(calls.timeout(), patience))));
    }

    /** What the first server said, or else what became of all. */
    private static String reason(FailureException failed) {
        return failed.getCause() instanceof FailureException first
                ? first.failure().message()
                : failed.failure().message();
    }

    private String fact(ModelDescription model) {
        return "model " + model.name() + " version " + model.version() + " at " + model.endpoint() + " can "
                + job.task().name() + ": it writes " + (model.output() == Output.TEXT ? "text" : "vectors") + ", takes "
                + limit(model.maxBatchSize(), "request") + " a batch and " + limit(model.maxTokens(), "token")
                + " a request";
    }

    private static String limit(int most, String what) {
        if (most == Integer.MAX_VALUE) {
            return "any number of " + what + "s";
        }
        return "at most " + most + " " + what + (most == 1 ? "" : "s");
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
