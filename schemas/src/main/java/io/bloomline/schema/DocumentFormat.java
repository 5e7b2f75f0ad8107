package io.bloomline.schema;

import java.nio.charset.StandardCharsets;

/** How documents are written in their topic. */
public enum DocumentFormat {
    /**
     * One JSON object in UTF-8 with the fields of {@link Document}; fields of other names are ignored, fields that are
     * null count as absent, and a byte order mark at the start is passed over.
     */
    JSON {
        @Override
        public DocumentReader reader(int maxDepth) {
            return named(new JsonCodec<>(Document.class, maxDepth));
        }

        @Override
        public DocumentWriter writer() {
            return RecordCodec.of(RecordFormat.JSON, Document.class)::write;
        }
    },

    /** Avro single-object encoding of {@link Document}, written with the schema of this release or an earlier one. */
    AVRO {
        @Override
        public DocumentReader reader(int maxDepth) {
            return named(RecordCodec.of(RecordFormat.AVRO, Document.class));
        }

        @Override
        public DocumentWriter writer() {
            return RecordCodec.of(RecordFormat.AVRO, Document.class)::write;
        }
    },

    /** The value is the text, in UTF-8, to the last character (byte order mark included); the Kafka key is the id. */
    TEXT {
        @Override
        public DocumentReader reader(int maxDepth) {
            return value -> Document.newBuilder()
                    .setText(StrictUtf8.decode(value, "the value"))
                    .build();
        }

        @Override
        public DocumentWriter writer() {
            return document -> document.getText().getBytes(StandardCharsets.UTF_8);
        }
    };

    /** Deep enough for any sensible field that is ignored; our own records are four deep. */
    public static final int DEFAULT_MAX_DEPTH = 100;

    /** Reads documents of this format; in JSON nested {@link #DEFAULT_MAX_DEPTH} levels deep at most. */
    public DocumentReader reader() {
        return reader(DEFAULT_MAX_DEPTH);
    }

    /**
     * Reads documents of this format.
     *
     * @param maxDepth most levels of nesting in JSON, the document's own object being the first; at least 2
     */
    public abstract DocumentReader reader(int maxDepth);

    /** Writes documents of this format; what the format has no place for is left out. */
    public abstract DocumentWriter writer();

    private static DocumentReader named(RecordCodec<Document> codec) {
        return value -> {
            Document document = codec.read(value);
            if (document.getId() != null && document.getId().isEmpty()) {
                throw new MalformedRecordException(
                        "empty-id",
                        "Field id is empty; give it a value, or leave it out to have the Kafka key as the id.");
            }
            return document;
        };
    }
}
