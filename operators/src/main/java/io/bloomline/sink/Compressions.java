package io.bloomline.sink;

import java.util.Properties;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
import org.jspecify.annotations.Nullable;

/** The ways of compressing that Kafka's settings name, with their levels. */
final class Compressions {

    private static final String TYPE = "compression.type";

    private Compressions() {}

    /** What a producer with these properties compresses with. */
    static Compression of(Properties producer) {
        Object type = producer.get(TYPE);
        return of(type == null ? "none" : type.toString(), producer);
    }

    /** What a topic with this {@code compression.type} compresses with; null when it keeps what producers chose. */
    static @Nullable Compression ofTopic(String type) {
        return switch (type) {
            case "producer" -> null;
            case "uncompressed" -> Compression.NONE;
            default -> of(type, new Properties());
        };
    }

    private static Compression of(String type, Properties levels) {
        CompressionType named = CompressionType.forName(type);
        Object written = levels.get("compression." + named.name + ".level");
        if (written == null) {
            return Compression.of(named).build();
        }
        int level = Integer.parseInt(written.toString().trim());
        return switch (named) {
            case GZIP -> Compression.gzip().level(level).build();
            case LZ4 -> Compression.lz4().level(level).build();
            case ZSTD -> Compression.zstd().level(level).build();
            case NONE, SNAPPY -> Compression.of(named).build();
        };
    }
}
