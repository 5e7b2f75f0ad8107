package io.bloomline.job.flow;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.flink.OutcomeRules;
import io.bloomline.governance.OptOutFeed;
import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.SinkSettings.Delivery;
import io.bloomline.job.file.SourceSettings.Stop;
import io.bloomline.job.file.Start;
import io.bloomline.job.file.Transactions;
import io.bloomline.sink.OutcomeSerializer;
import io.bloomline.sink.ResultSizeCheck;
import io.bloomline.sink.SinkTopics;
import io.bloomline.source.OptOutTopic;
import io.bloomline.source.SourceRecordDeserializer;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/** The ends of the flow in Kafka. */
public final class KafkaEnds {

    /** As much as a producer's buffer holds unless {@code buffer.memory} says otherwise. */
    private static final int MOST_REQUEST_BYTES = 32 * 1024 * 1024;

    /** Kafka's own 16 KiB hold eight vectors; a batch costs its compression's buffers and a place in a request. */
    private static final int BATCH_BYTES = 256 * 1024;

    /** Nobody sees a record before its checkpoint, so that waiting for others to fill the batch delays nothing. */
    private static final Duration LINGER = Duration.ofMillis(50);

    /**
     * By Kafka's own default an admin client without a broker starts over ever faster, with thousands of log lines a
     * second within minutes; source and sink both hold such clients.
     */
    private static final String NO_STARTING_OVER = "none";

    private KafkaEnds() {}

    /** Reads the source topics. */
    public static KafkaSource<SourceRecord> source(JobFile job) {
        Properties properties = job.kafka().toProperties();
        properties.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, job.job());
        properties.putIfAbsent(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, NO_STARTING_OVER);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        var source = KafkaSource.<SourceRecord>builder()
                .setProperties(properties)
                .setClientIdPrefix(job.job())
                .setTopics(job.source().topics())
                .setStartingOffsets(start(job.source().start()))
                .setDeserializer(new SourceRecordDeserializer());
        if (job.source().stop() == Stop.AT_END) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }

    /** Writes results and dead letters, both in the transaction of their checkpoint. */
    public static Sink<Outcome> sink(JobFile job) {
        var sink = job.sink();
        return new KafkaOutcomeSink(KafkaSink.<Outcome>builder()
                .setKafkaProducerConfig(producerProperties(job))
                .setRecordSerializer(new OutcomeSerializer(sinkTopics(job)))
                .setDeliveryGuarantee(
                        sink.delivery() == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE)
                .setTransactionalIdPrefix(transactionalIdPrefix(job))
                // The default strategy makes a new id with each checkpoint, and brokers keep each for a week.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .build());
    }

    /**
     * What the ids of the sink's transactions begin with. It ends with what no job's name holds: a job that starts ends
     * all open transactions that begin with its own, and "news" would end those of "news-2".
     */
    public static String transactionalIdPrefix(JobFile job) {
        return "bloomline-" + job.job() + ":";
    }

    /** Results that Kafka doesn't take become dead letters, and too many of those end the job. */
    public static OutcomeRules rules(JobFile job) {
        return new OutcomeRules(job.sink().maxDeadShare(), new ResultSizeCheck(sinkTopics(job)), optOuts(job));
    }

    private static @Nullable OptOutFeed optOuts(JobFile job) {
        String topic = job.governance().optOuts();
        if (topic == null) {
            return null;
        }
        Properties properties = job.kafka().toProperties();
        properties.putIfAbsent(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, NO_STARTING_OVER);
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, job.job() + "-opt-outs");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return new OptOutTopic(topic, properties);
    }

    private static SinkTopics sinkTopics(JobFile job) {
        var sink = job.sink();
        return new SinkTopics(sink.topic(), sink.deadLetters(), job.results(), producerProperties(job));
    }

    /**
     * What the sink's producers are told. How large a record may be is the broker's to say, and it measures what is sent:
     * a document that reached it compressed must be sent on compressed, or its dead letter might not fit.
     */
    public static Properties producerProperties(JobFile job) {
        Properties properties = new Properties();
        properties.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, NO_STARTING_OVER);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
        Duration linger = job.sink().delivery() == Delivery.EXACTLY_ONCE ? LINGER : Duration.ZERO;
        properties.put(ProducerConfig.LINGER_MS_CONFIG, Long.toString(linger.toMillis()));
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(MOST_REQUEST_BYTES));
        properties.putAll(job.kafka().values());
        properties.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(Transactions.timeout(job.kafka()).toMillis()));
        return properties;
    }

    private static OffsetsInitializer start(Start start) {
        if (start instanceof Start.At at) {
            return OffsetsInitializer.timestamp(at.time().toEpochMilli());
        }
        if (start instanceof Start.Committed) {
            // where nothing is committed, as from the earliest
            return OffsetsInitializer.committedOffsets(
                    OffsetsInitializer.earliest().getAutoOffsetResetStrategy());
        }
        return start instanceof Start.Latest ? OffsetsInitializer.latest() : OffsetsInitializer.earliest();
    }
}
