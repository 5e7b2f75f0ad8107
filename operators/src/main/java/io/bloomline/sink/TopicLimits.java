package io.bloomline.sink;

import io.bloomline.sink.RecordLimits.TopicLimit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers how large the records of topics may be. */
final class TopicLimits {

    private static final Logger LOG = LoggerFactory.getLogger(TopicLimits.class);
    private static final String MAX_MESSAGE_BYTES = "max.message.bytes";

    private TopicLimits() {}

    /**
     * The limits as they are now, of those topics whose configuration this client may see.
     *
     * @param client properties of a Kafka client
     * @throws KafkaException when the brokers don't answer, or don't know a topic
     */
    static Map<String, TopicLimit> read(Properties client, Collection<String> topics) {
        Map<String, TopicLimit> limits = new HashMap<>();
        try (Admin admin = Admin.create(client)) {
            var resources = topics.stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .toList();
            admin.describeConfigs(resources).values().forEach((topic, config) -> {
                try {
                    limits.put(topic.name(), limit(get(config)));
                } catch (AuthorizationException hidden) {
                    LOG.warn(
                            "This client may not see the configuration of topic {} (DescribeConfigs); a record larger"
                                    + " than its {} would fail the job",
                            topic.name(),
                            MAX_MESSAGE_BYTES);
                }
            });
        }
        return limits;
    }

    private static TopicLimit limit(Config config) {
        return new TopicLimit(
                Long.parseLong(value(config, MAX_MESSAGE_BYTES)),
                Compressions.ofTopic(value(config, "compression.type")));
    }

    private static String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        if (entry == null || entry.value() == null) {
            throw new KafkaException("The broker doesn't say " + name + " of a topic");
        }
        return entry.value();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException known ? known : new KafkaException(failed.getCause());
        }
    }
}
