package io.bloomline.sink;

import io.bloomline.document.Header;
import io.bloomline.document.Outcome;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.Generation;
import io.bloomline.schema.Provenance;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordEncoding;
import io.bloomline.schema.Translation;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes Kafka records of results and tombstones. A codec reads its schemas when it is made, so this doesn't travel. */
final class ResultRecords {

    private final String topic;
    private final ResultHeaders headers = new ResultHeaders();
    private final RecordCodec<Embedding> embeddings;
    private final RecordCodec<Translation> translations;
    private final RecordCodec<Generation> generations;

    ResultRecords(String topic, RecordEncoding encoding) {
        this.topic = topic;
        embeddings = encoding.codec(Embedding.class);
        translations = encoding.codec(Translation.class);
        generations = encoding.codec(Generation.class);
    }

    ProducerRecord<byte[], byte[]> toRecord(Outcome.Result result) {
        ProducerRecord<byte[], byte[]> written =
                toRecord(result.key(), write(result.body()), result.headers(), result.timestamp());
        headers.mark(written, provenance(result.body()).getModel());
        return written;
    }

    ProducerRecord<byte[], byte[]> toRecord(Outcome.Tombstone tombstone) {
        return toRecord(tombstone.key(), null, tombstone.headers(), tombstone.timestamp());
    }

    private byte[] write(SpecificRecord body) {
        if (body instanceof Embedding embedding) {
            return embeddings.write(embedding);
        }
        if (body instanceof Translation translation) {
            return translations.write(translation);
        }
        return generations.write((Generation) body);
    }

    private static Provenance provenance(SpecificRecord body) {
        if (body instanceof Embedding embedding) {
            return embedding.getProvenance();
        }
        return body instanceof Translation translation
                ? translation.getProvenance()
                : ((Generation) body).getProvenance();
    }

    private ProducerRecord<byte[], byte[]> toRecord(
            byte[] key, byte @Nullable [] value, List<Header> own, long timestamp) {
        // Kafka lets producers of other languages leave it out, and Java's refuses to repeat that.
        Long known = timestamp < 0 ? null : timestamp;
        ProducerRecord<byte[], byte[]> written = new ProducerRecord<>(topic, null, known, key, value);
        ResultHeaders.carryOver(own, written.headers());
        return written;
    }
}
