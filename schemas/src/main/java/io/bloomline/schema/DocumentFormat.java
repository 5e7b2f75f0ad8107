package io.bloomline.schema;

import java.nio.charset.StandardCharsets;

/** How documents are written in their topic. */
public enum DocumentFormat implements DocumentEncoding {
    /**
     * One JSON object in UTF-8 with the fields of {@link Document}; fields of other names are ignored, fields that are
     * null count as absent, and a byte order mark at the start is passed over.
     */
    JSON {
        @Override
        public DocumentReader reader(int maxDepth) {
            return DocumentReader.of(new JsonCodec<>(Document.class, maxDepth));
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
            return DocumentReader.of(RecordCodec.of(RecordFormat.AVRO, Document.class));
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
}
