package io.bloomline.sink;

import io.bloomline.deadletter.DeadLetterHeaders;
import io.bloomline.document.Header;
import io.bloomline.document.Outcome;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.Generation;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import io.bloomline.schema.Translation;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes results to one topic and dead letters to another, through one sink and so in one transaction. */
public final class OutcomeSerializer implements KafkaRecordSerializationSchema<Outcome>, KafkaDatasetFacetProvider {

    private final String topic;
    private final String deadLetterTopic;
    private final RecordFormat format;

    /** Made on the first result: a codec reads its schemas when it is made, and does not travel with the job. */
    private transient @Nullable Codecs codecs;

    /**
     * Chooses where and how.
     *
     * @param topic           topic of results and tombstones
     * @param deadLetterTopic topic of dead letters, which are always in the form they came in
     * @param format          form of results
     */
    public OutcomeSerializer(String topic, String deadLetterTopic, RecordFormat format) {
        this.topic = topic;
        this.deadLetterTopic = deadLetterTopic;
        this.format = format;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Outcome outcome, KafkaSinkContext context, @Nullable Long recordTimestamp) {
        if (outcome instanceof Outcome.Refused refused) {
            return DeadLetterHeaders.toRecord(refused.deadLetter(), deadLetterTopic);
        }
        if (outcome instanceof Outcome.Result result) {
            return resultRecord(result.key(), write(result.body()), result.headers(), result.timestamp());
        }
        Outcome.Tombstone tombstone = (Outcome.Tombstone) outcome;
        return resultRecord(tombstone.key(), null, tombstone.headers(), tombstone.timestamp());
    }

    /** Both topics: the sink looks there for transactions that an earlier run has left open. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic, deadLetterTopic))));
    }

    private byte[] write(SpecificRecord body) {
        if (codecs == null) {
            codecs = Codecs.of(format);
        }
        return codecs.write(body);
    }

    private record Codecs(
            RecordCodec<Embedding> embeddings,
            RecordCodec<Translation> translations,
            RecordCodec<Generation> generations) {

        static Codecs of(RecordFormat format) {
            return new Codecs(
                    RecordCodec.of(format, Embedding.class),
                    RecordCodec.of(format, Translation.class),
                    RecordCodec.of(format, Generation.class));
        }

        byte[] write(SpecificRecord body) {
            if (body instanceof Embedding embedding) {
                return embeddings.write(embedding);
            }
            if (body instanceof Translation translation) {
                return translations.write(translation);
            }
            return generations.write((Generation) body);
        }
    }

    private ProducerRecord<byte[], byte[]> resultRecord(
            byte[] key, byte @Nullable [] value, List<Header> headers, long timestamp) {
        ProducerRecord<byte[], byte[]> written = new ProducerRecord<>(topic, null, timestamp, key, value);
        headers.forEach(header -> written.headers().add(header.key(), header.value()));
        return written;
    }
}
