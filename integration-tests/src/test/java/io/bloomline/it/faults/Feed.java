package io.bloomline.it.faults;

import io.bloomline.it.guarantee.Version;
import io.bloomline.it.support.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes documents in bursts until it is stopped: versions of few keys, so that several of one key are under way. */
final class Feed implements AutoCloseable {

    private static final Duration BETWEEN_BURSTS = Duration.ofMillis(250);
    private static final int BURST = 20;

    private final String topic;
    private final Load load;
    private final SplittableRandom random;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<Version, String> answers = new LinkedHashMap<>();
    private final ScheduledExecutorService bursts = Executors.newSingleThreadScheduledExecutor();

    private volatile @Nullable Exception failure;

    private Feed(String bootstrapServers, String topic, Load load, long seed) {
        this.topic = topic;
        this.load = load;
        this.random = new SplittableRandom(seed);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "delivery.timeout.ms",
                        300_000,
                        // Goes on with what it knows of the topic while the broker is away.
                        "metadata.recovery.strategy",
                        "none"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static Feed start(String bootstrapServers, String topic, Load load, long seed) {
        Feed feed = new Feed(bootstrapServers, topic, load, seed);
        var unused =
                feed.bursts.scheduleWithFixedDelay(feed::burst, 0, BETWEEN_BURSTS.toMillis(), TimeUnit.MILLISECONDS);
        return feed;
    }

    /** How many documents it has written, or is about to. */
    synchronized int written() {
        return answers.size();
    }

    /** Of each version written the answer that it must have, in the order of writing. */
    synchronized Map<Version, String> answers() {
        return new LinkedHashMap<>(answers);
    }

    /** Writes so many documents of keys of their own to a partition that is there, whether or not the producer has heard of it. */
    void writeTo(String bootstrapServers, int partition, int documents) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            var record = next("partition-" + partition + "-" + i).record(topic);
            records.add(new ProducerRecord<>(topic, partition, record.key(), record.value()));
        }
        new Topics(bootstrapServers).write(records);
    }

    /** Writes no more, and waits until the broker has everything. */
    @Override
    public void close() {
        bursts.shutdown();
        try {
            if (!bursts.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new AssertionError("the broker doesn't take documents");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the last documents were written", e);
        } finally {
            producer.close();
        }
        if (failure != null) {
            throw new AssertionError("the broker doesn't take documents", failure);
        }
    }

    private void burst() {
        for (int i = 0; i < BURST; i++) {
            var unused = producer.send(next(nextKey()).record(topic), (place, refused) -> {
                if (refused != null) {
                    failure = refused;
                }
            });
        }
    }

    private synchronized String nextKey() {
        return load.key(random);
    }

    private synchronized Document next(String key) {
        Version version = new Version(key, versions.merge(key, 1, Integer::sum) - 1);
        Document document = new Document(version, random.nextDouble() >= load.unreadable());
        answers.put(version, document.answer());
        return document;
    }
}
