package io.bloomline.it.benchmark.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.it.benchmark.workload.Documents;
import io.bloomline.schema.Document;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics of a benchmark.
 *
 * @param bootstrapServers where the broker is
 */
public record Kafka(String bootstrapServers) {

    private static final int PARTITIONS = 4;
    private static final RecordCodec<Document> CODEC = RecordCodec.of(RecordFormat.AVRO, Document.class);

    /** Makes a topic of documents. */
    public void createSource(String name) {
        create(new NewTopic(name, PARTITIONS, (short) 1));
    }

    /** Makes a topic whose records carry the time they were appended, and whose beginning goes when it grows large. */
    public void createSink(String name) {
        createSink(name, 96L << 20);
    }

    /** The same that keeps all. */
    public void createLastingSink(String name) {
        createSink(name, -1);
    }

    private void createSink(String name, long retentionBytes) {
        create(new NewTopic(name, PARTITIONS, (short) 1)
                .configs(Map.of(
                        "message.timestamp.type",
                        "LogAppendTime",
                        "retention.bytes",
                        Long.toString(retentionBytes),
                        "segment.bytes",
                        Integer.toString(16 << 20))));
    }

    /** Deletes a topic with all that is in it. */
    public void delete(String name) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            done(admin.deleteTopics(List.of(name)).all());
        }
    }

    /** Writes all documents, and waits until the broker has them. */
    public void write(String topic, Documents documents) {
        try (Producer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < documents.count(); i++) {
                var unused = producer.send(record(topic, i, i, documents));
            }
            producer.flush();
        }
    }

    /** Writes single documents as soon as it is given them. */
    public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A document as a record whose key is a number. */
    public static ProducerRecord<byte[], byte[]> record(String topic, int key, int number, Documents documents) {
        String id = Integer.toString(key);
        Document document = Document.newBuilder()
                .setId(id)
                .setText(documents.text(number))
                .setLanguage("en")
                .build();
        return new ProducerRecord<>(topic, id.getBytes(UTF_8), CODEC.write(document));
    }

    /** How many records a topic was given so far, transactions' marks included. */
    public long written(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(topic)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Hands over the key and timestamp (milliseconds since the epoch) of each record of a topic. */
    public void read(String topic, ObjLongConsumer<String> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> reader.accept(new String(record.key(), UTF_8), record.timestamp()));
            }
        }
    }

    private void create(NewTopic topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            done(admin.createTopics(List.of(topic)).all());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toList());
    }

    private static void done(KafkaFuture<?> future) {
        try {
            future.get();
        } catch (ExecutionException refused) {
            throw new KafkaException("Kafka refused", refused.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }
}
