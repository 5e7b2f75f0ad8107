package io.bloomline.flink;

import io.bloomline.document.Header;
import io.bloomline.document.Outcome;
import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.Generation;
import io.bloomline.schema.MalformedRecordException;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import io.bloomline.schema.Translation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Outcomes as bytes: what kind, the body in Avro, and what Kafka's record has around it. Outcomes are immutable. */
final class OutcomeTypeSerializer extends TypeSerializerSingleton<Outcome> {

    static final OutcomeTypeSerializer INSTANCE = new OutcomeTypeSerializer();

    private static final int TOMBSTONE = -1;
    private static final int REFUSED = -2;

    /**
     * Made by the first outcome. A JobManager reads this serializer in threads that outlive the job, and Avro would leave
     * itself in each of them, with all classes of the job.
     */
    private static final class Bodies {

        static final RecordCodec<DeadLetter> DEAD_LETTERS = RecordCodec.of(RecordFormat.AVRO, DeadLetter.class);

        /** Kinds of result; a result's kind is its place here. */
        static final List<Body<?>> RESULTS =
                List.of(Body.of(Embedding.class), Body.of(Translation.class), Body.of(Generation.class));

        private Bodies() {}
    }

    private record Body<T extends SpecificRecord>(Class<T> type, RecordCodec<T> codec) {

        static <T extends SpecificRecord> Body<T> of(Class<T> type) {
            return new Body<>(type, RecordCodec.of(RecordFormat.AVRO, type));
        }

        byte[] write(SpecificRecord record) {
            return codec.write(type.cast(record));
        }
    }

    @Override
    public void serialize(Outcome outcome, DataOutputView out) throws IOException {
        if (outcome instanceof Outcome.Refused refused) {
            out.writeByte(REFUSED);
            writeBytes(out, Bodies.DEAD_LETTERS.write(refused.deadLetter()));
        } else if (outcome instanceof Outcome.Tombstone tombstone) {
            out.writeByte(TOMBSTONE);
            writeRecord(out, tombstone.key(), tombstone.headers(), tombstone.timestamp());
        } else {
            Outcome.Result result = (Outcome.Result) outcome;
            int kind = kind(result.body());
            out.writeByte(kind);
            writeBytes(out, Bodies.RESULTS.get(kind).write(result.body()));
            writeRecord(out, result.key(), result.headers(), result.timestamp());
        }
    }

    @Override
    public Outcome deserialize(DataInputView in) throws IOException {
        int kind = in.readByte();
        try {
            if (kind == REFUSED) {
                return new Outcome.Refused(Bodies.DEAD_LETTERS.read(readBytes(in)));
            }
            SpecificRecord body =
                    kind == TOMBSTONE ? null : Bodies.RESULTS.get(kind).codec().read(readBytes(in));
            byte[] key = readBytes(in);
            List<Header> headers = readHeaders(in);
            long timestamp = in.readLong();
            return body == null
                    ? new Outcome.Tombstone(key, headers, timestamp)
                    : new Outcome.Result(key, body, headers, timestamp);
        } catch (MalformedRecordException e) {
            throw new IOException("An outcome was damaged between two tasks", e);
        }
    }

    private static int kind(SpecificRecord body) {
        for (int kind = 0; kind < Bodies.RESULTS.size(); kind++) {
            if (Bodies.RESULTS.get(kind).type().isInstance(body)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("a result can't have a body of " + body.getClass());
    }

    private static void writeRecord(DataOutputView out, byte[] key, List<Header> headers, long timestamp)
            throws IOException {
        writeBytes(out, key);
        out.writeInt(headers.size());
        for (Header header : headers) {
            out.writeUTF(header.key());
            byte[] value = header.value();
            out.writeBoolean(value != null);
            if (value != null) {
                writeBytes(out, value);
            }
        }
        out.writeLong(timestamp);
    }

    private static List<Header> readHeaders(DataInputView in) throws IOException {
        int count = in.readInt();
        List<Header> headers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            headers.add(new Header(in.readUTF(), in.readBoolean() ? readBytes(in) : null));
        }
        return headers;
    }

    private static void writeBytes(DataOutputView out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public Outcome createInstance() {
        return new Outcome.Tombstone(new byte[0], List.of(), 0);
    }

    @Override
    public Outcome copy(Outcome from) {
        return from;
    }

    @Override
    public Outcome copy(Outcome from, Outcome reuse) {
        return from;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public Outcome deserialize(Outcome reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<Outcome> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink makes it by name, so it must be public. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Outcome> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
