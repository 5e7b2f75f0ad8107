package io.bloomline.schema;

/** How documents are written in their topic. */
public enum DocumentFormat {
    /**
     * One JSON object in UTF-8 with the fields of {@link Document}; fields of other names are ignored, fields that are
     * null count as absent, and a byte order mark at the start is passed over.
     */
    JSON {
        @Override
        public DocumentReader reader() {
            return named(RecordCodec.of(RecordFormat.JSON, Document.class));
        }
    },

    /** Avro single-object encoding of {@link Document}, written with the schema of this release or an earlier one. */
    AVRO {
        @Override
        public DocumentReader reader() {
            return named(RecordCodec.of(RecordFormat.AVRO, Document.class));
        }
    },

    /** The value is the text, in UTF-8, to the last character (byte order mark included); the Kafka key is the id. */
    TEXT {
        @Override
        public DocumentReader reader() {
            return value -> Document.newBuilder()
                    .setText(StrictUtf8.decode(value, "the value"))
                    .build();
        }
    };

    /** Reads documents of this format. */
    public abstract DocumentReader reader();

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
