package io.bloomline.schema.registry;

import org.apache.avro.Schema;

/** Under which subject a registry keeps the schemas of a topic, as Confluent's serializers name them. */
public enum SubjectNaming {
    /** One type per topic: {@code TOPIC-value}. */
    TOPIC {
        @Override
        public String subject(String topic, Schema schema) {
            return topic + "-value";
        }
    },
    /** One history per type, whatever the topic: its full name. */
    RECORD {
        @Override
        public String subject(String topic, Schema schema) {
            return schema.getFullName();
        }
    },
    /** One history per type and topic: {@code TOPIC-NAME}. */
    TOPIC_RECORD {
        @Override
        public String subject(String topic, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    /** The subject of a schema that a topic's values are written with. */
    public abstract String subject(String topic, Schema schema);
}
