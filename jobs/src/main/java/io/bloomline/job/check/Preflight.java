package io.bloomline.job.check;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.ModelSettings.Endpoint;
import java.time.Duration;

/** Looks at everything that a job needs, before it starts. */
public final class Preflight {

    /** Long enough for a broker or server over TLS and far away, short enough to wait for. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private Preflight() {}

    /** Looks at Kafka, its schema registry and the model, with little patience: for somebody who waits for the answer. */
    public static Report ofAll(JobFile job) {
        return ofAll(job, PATIENCE);
    }

    /** Looks at Kafka, its schema registry and the model; servers may start with the job, so it waits for them as the job would. */
    public static Report ofStart(JobFile job) {
        return ofAll(job, startupTimeout(job));
    }

    /** Looks at Kafka and its schema registry only: for a client of a cluster, whose machine may not hold the model. */
    public static Report ofKafka(JobFile job) {
        Report report = new Report();
        new KafkaCheck(job, PATIENCE).run(report);
        new RegistryCheck(job, PATIENCE).run(report);
        return report;
    }

    private static Report ofAll(JobFile job, Duration patience) {
        Report report = ofKafka(job);
        new ModelCheck(job, patience).run(report);
        return report;
    }

    private static Duration startupTimeout(JobFile job) {
        if (job.model().endpoint() instanceof Endpoint.Servers servers) {
            Duration timeout = servers.settings().calls().startupTimeout();
            return timeout.isZero() ? PATIENCE : timeout;
        }
        return PATIENCE;
    }
}
