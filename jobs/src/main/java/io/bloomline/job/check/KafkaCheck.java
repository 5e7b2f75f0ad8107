package io.bloomline.job.check;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.SinkSettings.Delivery;
import io.bloomline.job.file.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;

/** Reaches the brokers, and looks for the topics, rights and limits that the job needs. */
final class KafkaCheck {

    private static final String TRANSACTION_MAXIMUM = "transaction.max.timeout.ms";

    private final JobFile job;
    private final Duration patience;
    private final Answers answers;
    private final Rights rights;

    KafkaCheck(JobFile job, Duration patience) {
        this.job = job;
        this.patience = patience;
        this.answers = new Answers(patience);
        this.rights = new Rights(job, answers);
    }

    void run(Report report) {
        Properties properties = job.kafka().toProperties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        Admin admin;
        try {
            admin = Admin.create(properties);
        } catch (KafkaException misconfigured) {
            refused(misconfigured, report);
            return;
        }
        try {
            if (brokerAnswers(admin, report)) {
                new TopicsCheck(job, answers, rights).run(admin, report);
                rights.run(admin, report);
                transactionLimit(admin, report);
                new RecordSizeCheck(job, answers).run(admin, report);
            }
        } finally {
            // Without a bound it waits for ever for a broker that took the connection and never answers.
            admin.close(patience);
        }
    }

    private boolean brokerAnswers(Admin admin, Report report) {
        try {
            int brokers = answers.get(admin.describeCluster().nodes()).size();
            report.fact(
                    "Kafka at " + rights.servers() + " answers, " + brokers + (brokers == 1 ? " broker" : " brokers"));
            return true;
        } catch (TimeoutException slow) {
            report.problem(
                    "kafka.bootstrap.servers",
                    "no broker answered at " + rights.servers() + " within " + Report.seconds(patience)
                            + " s; start one, or correct the address");
        } catch (KafkaException refused) {
            refused(refused, report);
        }
        return false;
    }

    private void refused(KafkaException cause, Report report) {
        Refusal refusal = Refusal.of(cause, job.kafka().values());
        report.problem(refusal.key(), refusal.message());
    }

    /** Says nothing where the broker doesn't let this client see its configuration: the job may still run. */
    private void transactionLimit(Admin admin, Report report) {
        if (job.sink().delivery() != Delivery.EXACTLY_ONCE) {
            return;
        }
        Duration timeout = Transactions.timeout(job.kafka());
        try {
            int broker = answers.get(admin.describeCluster().controller()).id();
            var resource = new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(broker));
            Map<ConfigResource, Config> configs =
                    answers.get(admin.describeConfigs(List.of(resource)).all());
            long limit = Long.parseLong(
                    configs.values().iterator().next().get(TRANSACTION_MAXIMUM).value());
            if (timeout.toMillis() > limit) {
                report.problem(
                        "kafka.transaction.timeout.ms",
                        "is " + timeout.toMillis() + ", but the broker allows " + limit + " (" + TRANSACTION_MAXIMUM
                                + "); lower it or raise the broker's");
            }
        } catch (TimeoutException | KafkaException hidden) {
            report.fact("the broker's " + TRANSACTION_MAXIMUM + " is not visible to this client; it must be at least "
                    + timeout.toMillis());
        }
    }
}
