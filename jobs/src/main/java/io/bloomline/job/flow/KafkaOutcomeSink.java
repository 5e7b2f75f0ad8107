package io.bloomline.job.flow;

import io.bloomline.document.Outcome;
import java.io.IOException;
import java.io.Serial;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Flink's Kafka sink, less the admin client that each of its writers asks for open transactions at its start, and then
 * neither needs nor closes (flink-connector-kafka 5.0.0). The client's thread would hold all classes of a job that has
 * ended, and a TaskManager that outlives its jobs would run out of memory.
 *
 * @param kafka the sink that does all else
 */
record KafkaOutcomeSink(KafkaSink<Outcome> kafka)
        implements Sink<Outcome>,
                SupportsWriterState<Outcome, KafkaWriterState>,
                SupportsCommitter<KafkaCommittable>,
                SupportsPostCommitTopology<KafkaCommittable>,
                LineageVertexProvider {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String ADMIN_CLIENT = "adminClient";

    @Override
    public StatefulSinkWriter<Outcome, KafkaWriterState> createWriter(WriterInitContext context) throws IOException {
        return withoutAdmin(kafka.createWriter(context));
    }

    @Override
    public StatefulSinkWriter<Outcome, KafkaWriterState> restoreWriter(
            WriterInitContext context, Collection<KafkaWriterState> states) throws IOException {
        return withoutAdmin(kafka.restoreWriter(context, states));
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return kafka.getWriterStateSerializer();
    }

    @Override
    public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
        return kafka.createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
        return kafka.getCommittableSerializer();
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
        kafka.addPostCommitTopology(committables);
    }

    @Override
    public LineageVertex getLineageVertex() {
        return kafka.getLineageVertex();
    }

    private static <W> W withoutAdmin(W writer) {
        try {
            Field field = writer.getClass().getDeclaredField(ADMIN_CLIENT);
            field.setAccessible(true);
            @Nullable Admin admin = (Admin) field.get(writer);
            if (admin != null) {
                field.set(writer, null);
                admin.close(Duration.ZERO);
            }
        } catch (NoSuchFieldException writesWithoutTransactions) {
            // It has none.
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return writer;
    }
}
