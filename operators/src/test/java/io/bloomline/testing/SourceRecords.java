package io.bloomline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.document.Header;
import io.bloomline.document.SourceRecord;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Records as they might come from Kafka. */
@NullMarked
public final class SourceRecords {

    private SourceRecords() {}

    /** A record of topic docs, partition 3, offset 918, with one header. */
    public static SourceRecord of(@Nullable String key, @Nullable String value) {
        return at(918, key, value);
    }

    /** The same at another offset. */
    public static SourceRecord at(long offset, @Nullable String key, @Nullable String value) {
        return new SourceRecord(
                "docs",
                3,
                offset,
                1_700_000_000_000L,
                key == null ? null : key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8),
                List.of(new Header("trace", "abc".getBytes(UTF_8)), new Header("empty", null)));
    }
}
