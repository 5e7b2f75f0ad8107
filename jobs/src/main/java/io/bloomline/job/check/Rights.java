package io.bloomline.job.check;

import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_ID_CONFIG;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.SinkSettings.Delivery;
import io.bloomline.job.flow.KafkaEnds;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** What a job's client must be allowed by ACLs besides its topics, and how to say that something is missing. */
final class Rights {

    private final JobFile job;
    private final Answers answers;

    Rights(JobFile job, Answers answers) {
        this.job = job;
        this.answers = answers;
    }

    /**
     * Asks for the consumer group and a transaction of the job. Who doesn't log in is nobody that ACLs would be made for,
     * so those aren't asked: the first question about either has a broker make a topic of its own.
     */
    void run(Admin admin, Report report) {
        Map<String, String> kafka = job.kafka().values();
        if (kafka.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT")
                .equals("PLAINTEXT")) {
            return;
        }
        String group = kafka.getOrDefault(GROUP_ID_CONFIG, job.job());
        try {
            answers.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        } catch (GroupAuthorizationException forbidden) {
            report.problem("job", lacking("consumer group " + group, List.of(AclOperation.READ), "--group " + group));
        } catch (TimeoutException | KafkaException unknown) {
            // The job will see; no broker has refused it.
        }
        if (job.sink().delivery() == Delivery.EXACTLY_ONCE) {
            transactions(admin, report);
        }
    }

    private void transactions(Admin admin, Report report) {
        String prefix = KafkaEnds.transactionalIdPrefix(job);
        String first = prefix + "-0-0";
        try {
            answers.get(admin.describeTransactions(List.of(first)).description(first));
        } catch (TransactionalIdAuthorizationException forbidden) {
            report.problem(
                    "job",
                    lacking(
                            "transactional ids that begin with " + prefix,
                            List.of(AclOperation.WRITE),
                            "--transactional-id '" + prefix + "' --resource-pattern-type prefixed"));
        } catch (TimeoutException | KafkaException unknown) {
            // Most often there is none of that name, which a client that may not have it would not be told.
        }
    }

    /** A message that names what is missing, and the command that allows it. */
    String lacking(String what, List<AclOperation> operations, String resource) {
        return what + ": this client lacks "
                + operations.stream().map(Rights::name).collect(Collectors.joining(" and ")) + "; allow it:"
                + " kafka-acls.sh --bootstrap-server " + servers() + " --add --allow-principal User:NAME "
                + operations.stream()
                        .map(operation -> "--operation " + name(operation))
                        .collect(Collectors.joining(" "))
                + " " + resource;
    }

    /** Where the brokers are. */
    String servers() {
        return String.valueOf(job.kafka().values().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    private static String name(AclOperation operation) {
        return operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
