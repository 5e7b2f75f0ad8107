package io.bloomline.testing;

import io.bloomline.schema.Embedding;
import io.bloomline.schema.FinishReason;
import io.bloomline.schema.Generation;
import io.bloomline.schema.Provenance;
import io.bloomline.schema.Translation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Results as a model might give them. */
@NullMarked
public final class Results {

    private Results() {}

    /** A translation into French that ended by itself. */
    public static Translation translation(String text) {
        return Translation.newBuilder()
                .setId("d")
                .setLanguage("fr")
                .setText(text)
                .setFinishReason(FinishReason.STOP)
                .setAttributes(Map.of("a", "b"))
                .setProvenance(provenance("translate"))
                .build();
    }

    /** A generation that ended by itself. */
    public static Generation generation(String text) {
        return Generation.newBuilder()
                .setId("d")
                .setText(text)
                .setFinishReason(FinishReason.STOP)
                .setProvenance(provenance("generate"))
                .build();
    }

    /** An embedding. */
    public static Embedding embedding(Float... vector) {
        return Embedding.newBuilder()
                .setId("d")
                .setVector(List.of(vector))
                .setProvenance(provenance("embed"))
                .build();
    }

    private static Provenance provenance(String task) {
        return Provenance.newBuilder()
                .setModel("m")
                .setModelVersion("1")
                .setTask(task)
                .setInputHash("00")
                .setInputTokens(3)
                .setOutputTokens(4)
                .setEndpoint("local:nowhere")
                .setBloomlineVersion("0")
                .setTime(Instant.EPOCH)
                .build();
    }
}
