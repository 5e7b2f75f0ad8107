package io.bloomline.schema.registry;

import io.bloomline.schema.DocumentEncoding;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.DocumentReader;
import io.bloomline.schema.DocumentWriter;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordEncoding;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro in the wire format of Confluent's serializers. Avro's single-object encoding is read as well, and what is written
 * again without its registered schema, such as a redacted dead letter, is written so.
 *
 * @param settings where the registry is
 * @param topic    the topic, by which subjects of what is written are named; reading needs none of it
 */
public record RegisteredAvro(RegistrySettings settings, String topic) implements DocumentEncoding, RecordEncoding {

    @Override
    public DocumentReader reader(int maxDepth) {
        return DocumentReader.of(RecordCodec.ofRegisteredDocuments(new TopicSchemas(settings, topic)));
    }

    @Override
    public DocumentWriter writer() {
        return DocumentFormat.AVRO.writer();
    }

    @Override
    public <T extends SpecificRecord> RecordCodec<T> codec(Class<T> type) {
        return RecordCodec.registered(new TopicSchemas(settings, topic), type);
    }
}
