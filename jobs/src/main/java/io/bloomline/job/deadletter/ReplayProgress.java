package io.bloomline.job.deadletter;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How far the dead letters of a partition have been replayed. It is kept as the committed offset of a consumer group,
 * with the codes that are further than the rest in the offset's metadata: so it moves in the transaction that replays.
 *
 * @param offset all dead letters before it are done
 * @param byCode for a code that is further: all dead letters of this code before the offset are done
 */
record ReplayProgress(long offset, Map<String, Long> byCode) {

    static final ReplayProgress NONE = new ReplayProgress(0, Map.of());

    ReplayProgress {
        byCode = new TreeMap<>(byCode);
    }

    /** What was committed; {@link #NONE} where nothing was. */
    static ReplayProgress of(@Nullable OffsetAndMetadata committed) {
        if (committed == null) {
            return NONE;
        }
        Map<String, Long> byCode = new TreeMap<>();
        for (String entry : committed.metadata().split(",", -1)) {
            int equals = entry.lastIndexOf('=');
            if (equals > 0) {
                byCode.put(entry.substring(0, equals), Long.parseLong(entry.substring(equals + 1)));
            }
        }
        return new ReplayProgress(committed.offset(), byCode);
    }

    /** The same in a partition that ends there; {@link #NONE} when it ends earlier, because it was made anew. */
    ReplayProgress within(long end) {
        return offset > end || byCode.values().stream().anyMatch(ofCode -> ofCode > end) ? NONE : this;
    }

    /** Whether a dead letter has had its turn. */
    boolean covers(String code, long at) {
        return at < offset || at < byCode.getOrDefault(code, 0L);
    }

    /** From where on there is something to do. */
    long next(@Nullable String code) {
        return code == null ? offset : Math.max(offset, byCode.getOrDefault(code, 0L));
    }

    /**
     * After all dead letters before an offset were done.
     *
     * @param code the only one that was looked at; null for all
     * @param end  not before {@link #next}
     */
    ReplayProgress advanced(@Nullable String code, long end) {
        Map<String, Long> further = new TreeMap<>(byCode);
        if (code != null) {
            further.put(code, end);
            return new ReplayProgress(offset, further);
        }
        further.values().removeIf(ofCode -> ofCode <= end);
        return new ReplayProgress(end, further);
    }

    OffsetAndMetadata toCommit() {
        return new OffsetAndMetadata(
                offset,
                byCode.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(",")));
    }
}
