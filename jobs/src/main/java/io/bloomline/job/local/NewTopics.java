package io.bloomline.job.local;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics on a broker that stands alone. */
public final class NewTopics {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private NewTopics() {}

    /**
     * Creates topics, and waits until they take records. Kafka itself answers earlier: a producer that is quick then has
     * its first batch refused and its second accepted, and can never bring them into order again.
     *
     * @param bootstrapServers where the broker is
     * @param names            topics that aren't there yet
     * @param partitions       how many each is to have
     * @throws KafkaException when one can't be created
     */
    public static void create(String bootstrapServers, Collection<String> names, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, partitions, (short) 1))
                            .toList())
                    .all()
                    .get();
            awaitLeaders(
                    admin,
                    names.stream()
                            .flatMap(name -> IntStream.range(0, partitions)
                                    .mapToObj(partition -> new TopicPartition(name, partition)))
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())));
        } catch (ExecutionException refused) {
            throw new KafkaException("The topics " + names + " could not be created", refused.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    private static void awaitLeaders(Admin admin, Map<TopicPartition, OffsetSpec> partitions)
            throws ExecutionException, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            try {
                admin.listOffsets(partitions).all().get();
                return;
            } catch (ExecutionException refused) {
                // The controller has made them, and the broker has not heard of it yet.
                if (!(refused.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw refused;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
