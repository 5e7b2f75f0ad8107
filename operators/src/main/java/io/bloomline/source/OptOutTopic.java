package io.bloomline.source;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.governance.OptOut;
import io.bloomline.governance.OptOutFeed;
import io.bloomline.governance.OptOutTable;
import io.bloomline.governance.OptOutTable.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Opt-outs in a compacted topic: a key with a value is opted out, a key with a null value no longer. The value's content says
 * nothing.
 *
 * @param topic  the topic
 * @param client properties of a Kafka consumer; may hold secrets, so they are never printed
 */
public record OptOutTopic(String topic, Properties client) implements OptOutFeed {

    private static final Duration POLL = Duration.ofMillis(500);

    @Override
    public String name() {
        return topic;
    }

    @Override
    public Reading follow(OptOutTable table) {
        var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            readToTheEnd(consumer, table);
        } catch (RuntimeException | Error thrown) {
            consumer.close();
            throw thrown;
        }
        Thread thread = new Thread(() -> readOn(consumer, table), "bloomline-opt-outs");
        thread.setDaemon(true);
        thread.start();
        return () -> {
            consumer.wakeup();
            join(thread);
        };
    }

    private void readToTheEnd(KafkaConsumer<byte[], byte[]> consumer, OptOutTable table) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw missing();
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read(consumer, table);
        }
    }

    private void readOn(KafkaConsumer<byte[], byte[]> consumer, OptOutTable table) {
        try (consumer) {
            while (true) {
                if (!read(consumer, table)) {
                    requireTopic(consumer);
                }
            }
        } catch (WakeupException closed) {
            // as it was asked to
        } catch (KafkaException | FailureException failed) {
            table.fail(failed);
        } catch (RuntimeException | Error failed) {
            table.fail(new IllegalStateException("Opt-outs can't be read any more", failed));
            throw failed;
        }
    }

    /** Of a topic that was deleted a consumer asks for records again and again, says so in the log each time, and never fails. */
    private void requireTopic(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            if (consumer.partitionsFor(topic).isEmpty()) {
                throw missing();
            }
        } catch (TimeoutException away) {
            // a broker that is away only delays
        }
    }

    private FailureException missing() {
        return new FailureException(Failure.misconfigured(
                "no-opt-out-topic", "Topic " + topic + " does not exist; create it (governance.opt-out.topic)"));
    }

    /** Whether there was anything. */
    private static boolean read(KafkaConsumer<byte[], byte[]> consumer, OptOutTable table) {
        ConsumerRecords<byte[], byte[]> found = consumer.poll(POLL);
        if (found.isEmpty()) {
            return false;
        }
        List<Change> changes = new ArrayList<>(found.count());
        Map<Integer, Long> positions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> one : found) {
            positions.put(one.partition(), one.offset() + 1);
            if (one.key() != null) {
                String name = OptOut.name(one.key());
                changes.add(
                        one.value() == null
                                ? new Change.Back(name)
                                : new Change.Out(new OptOut(name, one.partition(), one.offset(), one.timestamp())));
            }
        }
        table.read(changes, positions);
        return true;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "OptOutTopic[topic=" + topic + "]";
    }
}
