package io.bloomline.it.benchmark.baseline;

import io.bloomline.schema.Document;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.Provenance;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.generic.PrimitivesArrays.FloatArray;

/** Results of the same form as Bloomline's, with a provenance that costs nothing because it is always the same. */
final class PlainResults {

    private static final Provenance NOTHING_KNOWN = Provenance.newBuilder()
            .setModel("embedder")
            .setModelVersion("1")
            .setTask("embed")
            .setInputHash("")
            .setInputTokens(0)
            .setOutputTokens(0)
            .setEndpoint("")
            .setBloomlineVersion("")
            .setTime(Instant.EPOCH)
            .build();

    private final RecordCodec<Embedding> codec = RecordCodec.of(RecordFormat.AVRO, Embedding.class);

    byte[] embedding(Document document, float[] vector) {
        FloatArray numbers = new FloatArray(
                vector.length, Embedding.getClassSchema().getField("vector").schema());
        for (int i = 0; i < vector.length; i++) {
            numbers.add(i, vector[i]);
        }
        return codec.write(Embedding.newBuilder()
                .setId(document.getId())
                .setTask("embed")
                .setLanguage(document.getLanguage())
                .setVector(numbers)
                .setAttributes(Map.of())
                .setProvenance(NOTHING_KNOWN)
                .build());
    }
}
