package io.bloomline.job.verify;

import io.bloomline.schema.Embedding;
import io.bloomline.schema.Generation;
import io.bloomline.schema.MalformedRecordException;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordEncoding;
import io.bloomline.schema.Translation;
import org.apache.avro.specific.SpecificRecord;

/** Reads results of any task. Thread-safe. */
final class ResultReader {

    private final RecordCodec<Embedding> embeddings;
    private final RecordCodec<Translation> translations;
    private final RecordCodec<Generation> generations;

    ResultReader(RecordEncoding encoding) {
        embeddings = encoding.codec(Embedding.class);
        translations = encoding.codec(Translation.class);
        generations = encoding.codec(Generation.class);
    }

    /** A result by its fields; in JSON translations and generations differ in their task only. */
    SpecificRecord read(byte[] value) throws MalformedRecordException {
        Translation text;
        try {
            text = translations.read(value);
        } catch (MalformedRecordException noTranslation) {
            return other(value, noTranslation);
        }
        return text.getTask().equals("generate") ? generations.read(value) : text;
    }

    /** What of the three comes closest says best what is wrong. */
    private SpecificRecord other(byte[] value, MalformedRecordException noTranslation) throws MalformedRecordException {
        try {
            return embeddings.read(value);
        } catch (MalformedRecordException noEmbedding) {
            try {
                return generations.read(value);
            } catch (MalformedRecordException noGeneration) {
                noTranslation.addSuppressed(noGeneration);
                throw noTranslation;
            }
        }
    }

    /** The task that makes such results. */
    String task(SpecificRecord body) {
        if (body instanceof Embedding) {
            return "embed";
        }
        return body instanceof Translation ? "translate" : "generate";
    }
}
