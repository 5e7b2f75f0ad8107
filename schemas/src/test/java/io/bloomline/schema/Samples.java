package io.bloomline.schema;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One record of each type with every field set, and the types themselves. */
final class Samples {

    static final String TEXT = "Grüße 👋 \u0000 \"x\"";
    static final Instant TIME = Instant.parse("2026-11-01T12:00:00.123Z");

    static final Document DOCUMENT = Document.newBuilder()
            .setId("doc-1")
            .setText(TEXT)
            .setLanguage("de")
            .setAttributes(Map.of("shop", "eu"))
            .build();

    static final Provenance PROVENANCE = Provenance.newBuilder()
            .setModel("bloom-nano")
            .setModelVersion("1")
            .setModelLicence("Apache-2.0")
            .setTask("translate")
            .setPromptId("translate")
            .setPromptHash("aa")
            .setParameters(Map.of("to", "fr"))
            .setInputHash("bb")
            .setInputTokens(12)
            .setOutputTokens(7)
            .setEndpoint("grpc://gpu-1:8001")
            .setBloomlineVersion("0.1.0")
            .setTime(TIME)
            .build();

    static final Embedding EMBEDDING = Embedding.newBuilder()
            .setId("doc-1")
            .setLanguage("de")
            .setChunk(new Chunk(0, 2, 0, 17))
            .setVector(List.of(0.1f, -0.0f, 1.4E-45f, 3.4028235E38f))
            .setAttributes(Map.of("shop", "eu"))
            .setProvenance(PROVENANCE)
            .build();

    static final Translation TRANSLATION = Translation.newBuilder()
            .setId("doc-1")
            .setLanguage("fr")
            .setText("Salutations")
            .setTags(List.of("translated-in-pieces"))
            .setFinishReason(FinishReason.STOP)
            .setAttributes(Map.of())
            .setProvenance(PROVENANCE)
            .build();

    static final Generation GENERATION = Generation.newBuilder()
            .setId("doc-1")
            .setText("Es war einmal")
            .setFinishReason(FinishReason.LENGTH)
            .setAttributes(Map.of())
            .setProvenance(PROVENANCE)
            .build();

    static final DeadLetter DEAD_LETTER = DeadLetter.newBuilder()
            .setKind(DeadLetterKind.UNREADABLE)
            .setCode("malformed-json")
            .setMessage("The value is no valid JSON.")
            .setAttempts(0)
            .setTopic("documents")
            .setPartition(3)
            .setOffset(5_000_000_000L)
            .setTimestamp(TIME)
            .setKey(bytes("key"))
            .setValue(ByteBuffer.wrap(new byte[] {(byte) 0xFF, 0}))
            .setHeaders(List.of(
                    new DeadLetterHeader("trace", bytes("t")),
                    DeadLetterHeader.newBuilder().setKey("trace").build()))
            .setRedacted(List.of("email"))
            .build();

    private Samples() {}

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
