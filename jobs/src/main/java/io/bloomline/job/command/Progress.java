package io.bloomline.job.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;

/** Says how far a job is, when there is something new to say. */
final class Progress {

    private final JobClient client;
    private final PrintWriter err;
    private String last = "";

    Progress(JobClient client, PrintWriter err) {
        this.client = client;
        this.err = err;
    }

    void print() throws InterruptedException {
        try {
            JobStatus status = client.getJobStatus().get();
            String now = status == JobStatus.RUNNING
                    ? Summary.of(client.getAccumulators().get())
                    : "The job is " + status.name().toLowerCase(Locale.ROOT) + "; log: " + LogFile.path();
            if (!now.equals(last)) {
                err.println(now);
                last = now;
            }
        } catch (ExecutionException | IllegalStateException ended) {
            // the job ended between the two questions; its result says how
        }
    }
}
