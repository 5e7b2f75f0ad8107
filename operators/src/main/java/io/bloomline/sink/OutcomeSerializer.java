package io.bloomline.sink;

import static java.util.Objects.requireNonNull;

import io.bloomline.deadletter.DeadLetterHeaders;
import io.bloomline.deadletter.Omission;
import io.bloomline.document.Outcome;
import io.bloomline.schema.DeadLetter;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes results to one topic and dead letters to another, through one sink and so in one transaction. A dead letter that
 * its topic doesn't take goes without its value, or whatever else it takes: a record that can't be written would fail the
 * job again after every restart. Results are to be checked before, by a {@link ResultSizeCheck}.
 */
public final class OutcomeSerializer implements KafkaRecordSerializationSchema<Outcome>, KafkaDatasetFacetProvider {

    private final SinkTopics topics;
    private transient @Nullable ResultRecords results;
    private transient @Nullable RecordLimits limits;

    /** Writes to these topics. */
    public OutcomeSerializer(SinkTopics topics) {
        this.topics = topics;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        open(topics.limits());
    }

    /** With limits that are known already. */
    void open(RecordLimits known) {
        limits = known;
        results = new ResultRecords(topics.results(), topics.encoding());
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Outcome outcome, KafkaSinkContext context, @Nullable Long recordTimestamp) {
        if (outcome instanceof Outcome.Refused refused) {
            return fitting(refused.deadLetter());
        }
        ResultRecords opened = requireNonNull(results, "Flink opens a serializer before it writes");
        return outcome instanceof Outcome.Result result
                ? opened.toRecord(result)
                : opened.toRecord((Outcome.Tombstone) outcome);
    }

    private ProducerRecord<byte[], byte[]> fitting(DeadLetter letter) {
        RecordLimits opened = requireNonNull(limits, "Flink opens a serializer before it writes");
        for (Omission without : Omission.values()) {
            var dead = DeadLetterHeaders.toRecord(letter, topics.deadLetters(), without);
            if (without == Omission.ALL || opened.excess(dead) == null) {
                return dead;
            }
        }
        throw new AssertionError("the last omission is always taken");
    }

    /** Both topics: the sink looks there for transactions that an earlier run has left open. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(
                DefaultKafkaDatasetIdentifier.ofTopics(List.of(topics.results(), topics.deadLetters()))));
    }
}
