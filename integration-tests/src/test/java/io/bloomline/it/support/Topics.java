package io.bloomline.it.support;

import io.bloomline.it.guarantee.CompleteProvenance;
import io.bloomline.job.local.NewTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Topics of a broker, used through Kafka's own clients.
 *
 * @param bootstrapServers where the broker is
 */
public record Topics(String bootstrapServers) {

    /** Creates a topic, and waits until it takes records. */
    public void create(String topic, int partitions) {
        NewTopics.create(bootstrapServers, List.of(topic), partitions);
    }

    /** How many partitions a topic has. */
    public int partitions(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<String, TopicDescription> found =
                    done(admin.describeTopics(List.of(topic)).allTopicNames());
            return found.values().iterator().next().partitions().size();
        }
    }

    /** Adds partitions to a topic until it has so many. */
    public void addPartitions(String topic, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            done(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                    .all());
        }
    }

    /** Deletes a topic and all that is in it. */
    public void delete(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            done(admin.deleteTopics(List.of(topic)).all());
        }
    }

    /** Writes records, and waits until the broker has them all. */
    public void write(Collection<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers, "max.request.size", 8 << 20);
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            sent.forEach(Topics::done);
        }
    }

    /** Ids of the transactions that are open; a reader of committed records waits for each of them. */
    public List<String> openTransactions() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var open = new ListTransactionsOptions()
                    .filterStates(List.of(TransactionState.ONGOING, TransactionState.PREPARE_COMMIT));
            return admin.listTransactions(open).all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .toList();
        } catch (ExecutionException e) {
            throw new AssertionError("Kafka refused", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for Kafka", e);
        }
    }

    /** All that a reader of committed records finds in a topic, each partition in its order. */
    public List<ConsumerRecord<byte[], byte[]>> readCommitted(String topic) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                "false");
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** The same of a topic of results in JSON, all of which must carry a complete provenance. */
    public List<ConsumerRecord<byte[], byte[]>> readResults(String topic) {
        List<ConsumerRecord<byte[], byte[]>> results = readCommitted(topic);
        List<String> violations = CompleteProvenance.violations(results);
        if (!violations.isEmpty()) {
            throw new AssertionError("Results without what they must carry: " + violations);
        }
        return results;
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError("Kafka refused", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for Kafka", e);
        }
    }
}
