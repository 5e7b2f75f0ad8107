package io.bloomline.schema.registry;

import io.bloomline.schema.MalformedRecordException;
import io.bloomline.schema.RegisteredSchemas;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** The schemas of one topic's values. */
final class TopicSchemas implements RegisteredSchemas {

    /** For so long a number that was unknown isn't asked for again: values that are no Avro at all hold any. */
    private static final Duration UNKNOWN = Duration.ofMinutes(1);

    private static final int MOST_UNKNOWN = 10_000;

    private final SchemaRegistry registry;
    private final RegistrySettings settings;
    private final String topic;
    private final Map<Integer, Unknown> unknown = new LinkedHashMap<>();

    private final InstantSource clock;

    private record Unknown(Instant until, String code, String message) {}

    TopicSchemas(RegistrySettings settings, String topic) {
        this(settings, topic, InstantSource.system());
    }

    TopicSchemas(RegistrySettings settings, String topic, InstantSource clock) {
        this.clock = clock;
        this.registry = new SchemaRegistry(settings);
        this.settings = settings;
        this.topic = topic;
    }

    @Override
    public synchronized Schema byNumber(int number) throws MalformedRecordException {
        Unknown before = unknown.get(number);
        if (before != null && clock.instant().isBefore(before.until())) {
            throw new MalformedRecordException(before.code(), before.message());
        }
        try {
            return registry.byNumber(number);
        } catch (MalformedRecordException e) {
            remember(number, e);
            throw e;
        }
    }

    private void remember(int number, MalformedRecordException e) {
        if (unknown.size() >= MOST_UNKNOWN) {
            unknown.clear();
        }
        unknown.put(number, new Unknown(clock.instant().plus(UNKNOWN), e.code(), String.valueOf(e.getMessage())));
    }

    @Override
    public int numberOf(Schema schema) {
        String subject = settings.subjects().subject(topic, schema);
        if (settings.register()) {
            return registry.register(subject, schema);
        }
        return registry.find(subject, schema)
                .orElseThrow(() -> new RegistryException("The schema registry " + settings.url() + " has no schema "
                        + schema.getFullName() + " under subject " + subject
                        + " as this release writes it. Register it, or set registry.register to true."));
    }
}
