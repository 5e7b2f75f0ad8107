package io.bloomline.job.check;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.SinkSettings.Delivery;
import io.bloomline.job.file.Transactions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reaches the brokers and looks for the topics and the limits that the job needs. */
final class KafkaCheck {

    private static final String TRANSACTION_MAXIMUM = "transaction.max.timeout.ms";

    private final JobFile job;
    private final Duration patience;
    private final Answers answers;

    KafkaCheck(JobFile job, Duration patience) {
        this.job = job;
        this.patience = patience;
        this.answers = new Answers(patience);
    }

    void run(Report report) {
        Properties properties = job.kafka().toProperties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        Admin admin;
        try {
            admin = Admin.create(properties);
        } catch (KafkaException misconfigured) {
            report.problem("kafka", "the client can't be made: " + reason(misconfigured));
            return;
        }
        try {
            if (brokerAnswers(admin, report)) {
                topics(admin, report);
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
            report.fact("Kafka at " + servers() + " answers, " + brokers + (brokers == 1 ? " broker" : " brokers"));
            return true;
        } catch (TimeoutException slow) {
            report.problem(
                    "kafka.bootstrap.servers",
                    "no broker answered at " + servers() + " within " + Report.seconds(patience)
                            + " s; start one, or correct the address");
        } catch (KafkaException refused) {
            report.problem("kafka", refusal(refused));
        }
        return false;
    }

    private void topics(Admin admin, Report report) {
        var keys = new LinkedHashMap<String, String>();
        job.source().topics().forEach(topic -> keys.put(topic, "source.topics"));
        if (job.governance().optOuts() != null) {
            keys.put(job.governance().optOuts(), "governance.opt-out.topic");
        }
        keys.put(job.sink().topic(), "sink.topic");
        keys.put(job.sink().deadLetters(), "sink.dead-letters");
        Map<String, KafkaFuture<TopicDescription>> found =
                admin.describeTopics(keys.keySet()).topicNameValues();
        keys.forEach((topic, key) -> {
            KafkaFuture<TopicDescription> description = found.get(topic);
            if (description != null) {
                topic(topic, key, description, report);
            }
        });
    }

    private void topic(String topic, String key, KafkaFuture<TopicDescription> description, Report report) {
        try {
            int partitions = answers.get(description).partitions().size();
            report.fact("topic " + topic + " exists, " + partitions + (partitions == 1 ? " partition" : " partitions"));
        } catch (TimeoutException slow) {
            report.problem(
                    key, "Kafka said nothing about topic " + topic + " within " + Report.seconds(patience) + " s");
        } catch (UnknownTopicOrPartitionException absent) {
            report.problem(
                    key,
                    "topic " + topic + " does not exist; create it: kafka-topics.sh --bootstrap-server " + servers()
                            + " --create --topic " + topic + " --partitions 4");
        } catch (KafkaException refused) {
            report.problem(key, "topic " + topic + ": " + refusal(refused));
        }
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

    private static String refusal(KafkaException cause) {
        if (cause instanceof AuthenticationException) {
            return "the broker refuses this client's credentials: " + cause.getMessage();
        }
        if (cause instanceof AuthorizationException) {
            return "the broker doesn't allow it: " + cause.getMessage();
        }
        return reason(cause);
    }

    private static String reason(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    private String servers() {
        return String.valueOf(job.kafka().values().get("bootstrap.servers"));
    }
}
