package io.bloomline.job.check;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.SinkSettings.Delivery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks for the topics that a job needs, and for what it may do with them. */
final class TopicsCheck {

    private final JobFile job;
    private final Answers answers;
    private final Rights rights;

    TopicsCheck(JobFile job, Answers answers, Rights rights) {
        this.job = job;
        this.answers = answers;
        this.rights = rights;
    }

    void run(Admin admin, Report report) {
        Map<String, String> keys = new LinkedHashMap<>();
        job.source().topics().forEach(topic -> keys.put(topic, "source.topics"));
        String optOuts = job.governance().optOuts();
        if (optOuts != null) {
            keys.put(optOuts, "governance.opt-out.topic");
        }
        keys.put(job.sink().topic(), "sink.topic");
        keys.put(job.sink().deadLetters(), "sink.dead-letters");
        Map<String, KafkaFuture<TopicDescription>> found = admin.describeTopics(
                        keys.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        keys.forEach((topic, key) -> {
            KafkaFuture<TopicDescription> description = found.get(topic);
            if (description != null) {
                topic(topic, key, description, report);
            }
        });
    }

    private void topic(String topic, String key, KafkaFuture<TopicDescription> answer, Report report) {
        try {
            TopicDescription description = answers.get(answer);
            int partitions = description.partitions().size();
            report.fact("topic " + topic + " exists, " + partitions + (partitions == 1 ? " partition" : " partitions"));
            Set<AclOperation> allowed = description.authorizedOperations();
            if (allowed != null) {
                require(missing(key, allowed), topic, key, report);
            }
        } catch (TimeoutException slow) {
            report.problem(
                    key,
                    "Kafka said nothing about topic " + topic + " within " + Report.seconds(answers.patience()) + " s");
        } catch (UnknownTopicOrPartitionException absent) {
            report.problem(
                    key,
                    "topic " + topic + " does not exist; create it: kafka-topics.sh --bootstrap-server "
                            + rights.servers() + " --create --topic " + topic + " --partitions 4");
        } catch (TopicAuthorizationException forbidden) {
            require(needed(key), topic, key, report);
        } catch (KafkaException refused) {
            report.problem(key, "topic " + topic + ": " + Refusal.reason(refused));
        }
    }

    private void require(List<AclOperation> operations, String topic, String key, Report report) {
        if (!operations.isEmpty()) {
            report.problem(key, rights.lacking("topic " + topic, operations, "--topic " + topic));
        }
    }

    private List<AclOperation> missing(String key, Collection<AclOperation> allowed) {
        return needed(key).stream()
                .filter(operation -> !allowed.contains(operation))
                .toList();
    }

    /** Flink's sink reads too: who has transactions open in its topics, to end those that an earlier run left behind. */
    private List<AclOperation> needed(String key) {
        if (!key.startsWith("sink.")) {
            return List.of(AclOperation.READ);
        }
        return job.sink().delivery() == Delivery.EXACTLY_ONCE
                ? List.of(AclOperation.READ, AclOperation.WRITE)
                : List.of(AclOperation.WRITE);
    }
}
