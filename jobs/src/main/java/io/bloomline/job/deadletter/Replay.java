package io.bloomline.job.deadletter;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.flow.KafkaEnds;
import io.bloomline.schema.DeadLetter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the originals of dead letters back to the topics they came from. What is sent and how far that was are written
 * in one transaction each time, so a dead letter is sent once, however often a replay is run, stopped or killed.
 */
public final class Replay {

    private final JobFile job;
    private final @Nullable String code;
    private final Map<String, Long> sentByTopic = new TreeMap<>();
    private final Map<String, Long> leftByReason = new TreeMap<>();

    private Replay(JobFile job, @Nullable String code) {
        this.job = job;
        this.code = code;
    }

    /**
     * Replays what no earlier replay of the job has sent, up to the end of the dead-letter topic as it is now.
     *
     * @param code the only cause to replay; null for all
     * @throws KafkaException when the broker doesn't answer, or refuses; what was sent until then is committed, or
     *     nothing of its transaction is
     */
    public static ReplayReport run(JobFile job, @Nullable String code) {
        return new Replay(job, code).run();
    }

    private ReplayReport run() {
        try (var producer =
                new KafkaProducer<>(properties(job), new ByteArraySerializer(), new ByteArraySerializer())) {
            // First, since it ends the transaction of a replay that was killed: its progress is not to be read before.
            producer.initTransactions();
            try (var topic = new DeadLetterTopic(job)) {
                topic.skipReplayed(code);
                for (var records = topic.next(); !records.isEmpty(); records = topic.next()) {
                    var letters = records.stream().map(DeadLetterRecord::of).toList();
                    send(letters, topic, producer);
                }
            }
        }
        return new ReplayReport(sentByTopic, leftByReason);
    }

    private void send(List<DeadLetterRecord> letters, DeadLetterTopic topic, KafkaProducer<byte[], byte[]> producer) {
        List<DeadLetterRecord> due =
                letters.stream().filter(letter -> isDue(letter, topic)).toList();
        producer.beginTransaction();
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (DeadLetterRecord letter : due) {
                ProducerRecord<byte[], byte[]> original = original(letter);
                if (original != null) {
                    sent.add(producer.send(original));
                }
            }
            for (Future<RecordMetadata> one : sent) {
                done(one);
            }
            producer.sendOffsetsToTransaction(progress(topic), topic.group());
            producer.commitTransaction();
        } catch (RuntimeException refused) {
            abort(producer, refused);
            throw refused;
        }
    }

    private boolean isDue(DeadLetterRecord letter, DeadLetterTopic topic) {
        return (code == null || letter.code().equals(code))
                && !topic.replayed(letter.partition()).covers(letter.code(), letter.offset());
    }

    /** The record to send; null when there is none. */
    private @Nullable ProducerRecord<byte[], byte[]> original(DeadLetterRecord found) {
        DeadLetter letter = found.letter().orElse(null);
        if (letter == null) {
            leftByReason.merge("that Bloomline didn't write", 1L, Long::sum);
            return null;
        }
        if (!job.source().topics().contains(letter.getTopic())) {
            leftByReason.merge("from topic " + letter.getTopic() + ", which the job doesn't read", 1L, Long::sum);
            return null;
        }
        if (!found.whole()) {
            leftByReason.merge(
                    "without the value, which was too large for " + job.sink().deadLetters()
                            + "; their headers say where the originals stand",
                    1L,
                    Long::sum);
            return null;
        }
        // Without its old timestamp, or the topic might delete it for its age before it is read.
        ProducerRecord<byte[], byte[]> original =
                new ProducerRecord<>(letter.getTopic(), bytes(letter.getKey()), bytes(letter.getValue()));
        letter.getHeaders().forEach(header -> original.headers().add(header.getKey(), bytes(header.getValue())));
        sentByTopic.merge(letter.getTopic(), 1L, Long::sum);
        return original;
    }

    private Map<TopicPartition, OffsetAndMetadata> progress(DeadLetterTopic topic) {
        Map<TopicPartition, OffsetAndMetadata> progress = new HashMap<>();
        topic.progress()
                .forEach((partition, position) -> progress.put(
                        partition,
                        topic.replayed(partition).advanced(code, position).toCommit()));
        return progress;
    }

    private static void done(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException refused ? refused : new KafkaException(failed.getCause());
        }
    }

    private static void abort(KafkaProducer<byte[], byte[]> producer, RuntimeException because) {
        try {
            producer.abortTransaction();
        } catch (KafkaException fenced) {
            // the broker ends the transaction by itself
            because.addSuppressed(fenced);
        }
    }

    private static Properties properties(JobFile job) {
        Properties properties = KafkaEnds.producerProperties(job);
        // No id of the job's own sink may begin so: it would end this transaction when it starts.
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, job.job() + ":dead-letters");
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "60000");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        return properties;
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
