package io.bloomline.it.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes documents of several languages at a rate that can be changed; some can't be read, some can't be answered. */
final class Feeder implements AutoCloseable {

    /** What a text contains that fails the batch it is in. */
    static final String POISON = "poison";

    /** What a text contains that the model has nothing to say to. */
    static final String SILENCING = "silence";

    /** How the ids of traces begin; one document in so many belongs to one. */
    static final String TRACES = "b100b100b100b100";

    private static final int DOCUMENTS_PER_TRACE = 10;

    private static final int TICK_MILLIS = 100;
    private static final int MOST_WORDS = 200;
    private static final double MEDIAN_WORDS = 25;

    /** Each language with a word of it; the first are the most. */
    private static final List<Map.Entry<String, String>> WORDS = List.of(
            Map.entry("en", "Monday"),
            Map.entry("fr", "vendredi"),
            Map.entry("sw", "Jumatatu"),
            Map.entry("yo", "Ọjọ́bọ̀"),
            Map.entry("hi", "सोमवार"),
            Map.entry("or", "ସୋମବାର"));

    private final String topic;
    private final SplittableRandom random;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
    private volatile double perSecond;
    private volatile double badShare;
    private double owed;
    private long written;

    Feeder(String bootstrapServers, String topic, long seed) {
        this.topic = topic;
        this.random = new SplittableRandom(seed);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
        var unused = ticks.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Sets the pace from now on.
     *
     * @param documentsPerSecond how many
     * @param bad                which share of them can't be read, as many can't be answered, and as many silence the model
     */
    void write(double documentsPerSecond, double bad) {
        badShare = bad;
        perSecond = documentsPerSecond;
    }

    private void tick() {
        owed += perSecond * TICK_MILLIS / 1_000;
        for (; owed >= 1; owed--) {
            byte[] key = ("doc-" + written).getBytes(UTF_8);
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, key, document().getBytes(UTF_8));
            if (written % DOCUMENTS_PER_TRACE == 0) {
                String traceparent = "00-%s%016x-%016x-01".formatted(TRACES, written, written + 1);
                record.headers().add("traceparent", traceparent.getBytes(UTF_8));
            }
            var unused = producer.send(record);
            written++;
        }
    }

    private String document() {
        double dice = random.nextDouble();
        if (dice < badShare) {
            return "no document";
        }
        // The share of each language is half of that before it.
        int number = Math.min(WORDS.size() - 1, Long.numberOfTrailingZeros(random.nextLong()));
        Map.Entry<String, String> word = WORDS.get(number);
        String special = dice < 2 * badShare ? POISON : dice < 3 * badShare ? SILENCING : word.getValue();
        int length = (int) Math.min(MOST_WORDS, 1 + MEDIAN_WORDS * Math.exp(random.nextGaussian()));
        return "{\"text\":\"%s %s\",\"language\":\"%s\"}"
                .formatted((word.getValue() + " ").repeat(length), special, word.getKey());
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        producer.close();
    }
}
