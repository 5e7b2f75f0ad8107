package io.bloomline.job.check;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.flow.KafkaEnds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Compares how large the records of a job's topics may be: what the source takes, the dead letters should take too. */
final class RecordSizeCheck {

    private static final String TOPIC_LIMIT = "max.message.bytes";
    private static final String PRODUCER_LIMIT = "max.request.size";

    /** What the headers of a dead letter may need, its original left out. */
    private static final long SMALLEST_DEAD_LETTER = 16_384;

    private final JobFile job;
    private final Answers answers;

    RecordSizeCheck(JobFile job, Answers answers) {
        this.job = job;
        this.answers = answers;
    }

    /** Says nothing of topics that don't exist. */
    void run(Admin admin, Report report) {
        Map<String, Long> limits = new LinkedHashMap<>();
        String deadLetters = job.sink().deadLetters();
        try {
            for (String topic : Stream.concat(
                            job.source().topics().stream(), Stream.of(job.sink().topic(), deadLetters))
                    .distinct()
                    .toList()) {
                limits.put(topic, limit(admin, topic));
            }
        } catch (UnknownTopicOrPartitionException absent) {
            return;
        } catch (TimeoutException | KafkaException hidden) {
            report.fact(
                    "the topics' " + TOPIC_LIMIT + " are not visible to this client; a record that is larger than its"
                            + " topic takes would fail the job");
            return;
        }
        report.fact("largest record in bytes: "
                + limits.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                        .collect(Collectors.joining(", ")));
        compare(limits, limits.getOrDefault(deadLetters, 0L), report);
    }

    private void compare(Map<String, Long> limits, long deadLetters, Report report) {
        if (deadLetters < SMALLEST_DEAD_LETTER) {
            report.problem(
                    "sink.dead-letters",
                    "topic " + job.sink().deadLetters() + " takes records of " + number(deadLetters) + " bytes ("
                            + TOPIC_LIMIT + "), and the headers of a dead letter may need "
                            + number(SMALLEST_DEAD_LETTER) + "; raise it");
            return;
        }
        long producer;
        try {
            producer = Long.parseLong(KafkaEnds.producerProperties(job).getProperty(PRODUCER_LIMIT));
        } catch (NumberFormatException noNumber) {
            report.problem("kafka." + PRODUCER_LIMIT, "is not a whole number of bytes");
            return;
        }
        for (String topic : job.source().topics()) {
            long source = limits.getOrDefault(topic, 0L);
            if (deadLetters < source) {
                report.warning("sink.dead-letters", goWithout(job.sink().deadLetters(), deadLetters, topic, source));
            }
            if (producer < source) {
                report.warning("kafka." + PRODUCER_LIMIT, goWithout("it", producer, topic, source));
            }
        }
    }

    private static String goWithout(String what, long limit, String topic, long source) {
        return what + " takes records of " + number(limit) + " bytes, and topic " + topic + " of " + number(source)
                + ": dead letters of larger documents go without their value. Raise it to keep them whole";
    }

    private long limit(Admin admin, String topic) throws TimeoutException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config =
                answers.get(admin.describeConfigs(List.of(resource)).all()).get(resource);
        return config == null ? 0 : Long.parseLong(config.get(TOPIC_LIMIT).value());
    }

    private static String number(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }
}
