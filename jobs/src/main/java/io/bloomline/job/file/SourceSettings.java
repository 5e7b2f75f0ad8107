package io.bloomline.job.file;

import io.bloomline.schema.DocumentFormat;
import java.util.List;

/**
 * Where documents come from.
 *
 * @param topics topics to read, at least one
 * @param format how documents are written
 * @param start  where to start in each partition
 * @param stop   where to stop
 */
public record SourceSettings(List<String> topics, DocumentFormat format, Start start, Stop stop) {

    public SourceSettings {
        topics = List.copyOf(topics);
    }

    /** Where to stop. */
    public enum Stop {
        NEVER,
        /** At the offsets that are the ends of the partitions when the job starts. */
        AT_END
    }
}
