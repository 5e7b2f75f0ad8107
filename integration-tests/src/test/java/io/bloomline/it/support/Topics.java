package io.bloomline.it.support;

import io.bloomline.it.guarantee.CompleteProvenance;
import io.bloomline.job.local.NewTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
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
        write(records, "none");
    }

    /** The same by a producer that compresses, so that a broker takes more than it could else. */
    public void writeCompressed(Collection<ProducerRecord<byte[], byte[]>> records) {
        write(records, "gzip");
    }

    private void write(Collection<ProducerRecord<byte[], byte[]>> records, String compression) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", bootstrapServers, "max.request.size", 64 << 20, "compression.type", compression);
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

    /** Ends an open transaction, as {@code kafka-transactions.sh forceTerminateTransaction} does. */
    public void terminateTransaction(String transactionalId) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            done(admin.forceTerminateTransaction(transactionalId).result());
        }
    }

    /** How many records of a topic a reader of committed records doesn't get to, because a transaction is open. */
    public long hidden(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return end(admin, topic, IsolationLevel.READ_UNCOMMITTED)
                    - end(admin, topic, IsolationLevel.READ_COMMITTED);
        }
    }

    private long end(Admin admin, String topic, IsolationLevel level) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < partitions(topic); partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return done(admin.listOffsets(latest, new ListOffsetsOptions(level)).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
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
