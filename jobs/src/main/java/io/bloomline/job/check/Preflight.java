package io.bloomline.job.check;

import io.bloomline.job.file.JobFile;
import java.time.Duration;

/** Looks at everything that a job needs, before it starts. */
public final class Preflight {

    /** Long enough for a broker over TLS and far away, short enough to wait for. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private Preflight() {}

    /** Looks at Kafka and at the model. */
    public static Report ofAll(JobFile job) {
        Report report = ofKafka(job);
        new ModelCheck(job).run(report);
        return report;
    }

    /** Looks at Kafka only: for a client of a cluster, whose machine may not hold the model. */
    public static Report ofKafka(JobFile job) {
        Report report = new Report();
        new KafkaCheck(job, PATIENCE).run(report);
        return report;
    }
}
