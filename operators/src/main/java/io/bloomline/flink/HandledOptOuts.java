package io.bloomline.flink;

import io.bloomline.governance.OptOutFeed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Up to where each subtask has deleted what is opted out, as checkpoints keep it. After a restore each of these is some
 * subtask's, which handles what had not been handled then; a deletion twice is one. Not a state of which each subtask gets all:
 * with such a one Flink makes no checkpoint any more once one of the subtasks has come to the end of its documents.
 */
final class HandledOptOuts {

    private static final String NAME = "opt-outs-handled";

    private final @Nullable OptOutFeed feed;
    private final ListState<Tuple2<String, long[]>> offsets;

    private HandledOptOuts(@Nullable OptOutFeed feed, ListState<Tuple2<String, long[]>> offsets) {
        this.feed = feed;
        this.offsets = offsets;
    }

    /** The state for a feed, or for none; what was handled of another is forgotten. */
    static HandledOptOuts of(@Nullable OptOutFeed feed, OperatorStateStore store) throws Exception {
        return new HandledOptOuts(
                feed,
                store.getListState(new ListStateDescriptor<>(
                        NAME, Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO))));
    }

    /** What had been handled of the feed, as offset by partition; null when no checkpoint tells this subtask. */
    @Nullable
    Map<Integer, Long> restored() throws Exception {
        Map<Integer, Long> least = null;
        for (Tuple2<String, long[]> ofSubtask : offsets.get()) {
            if (feed != null && ofSubtask.f0.equals(feed.name())) {
                Map<Integer, Long> its = byPartition(ofSubtask.f1);
                if (least == null) {
                    least = its;
                } else {
                    least.replaceAll((partition, offset) -> Math.min(offset, its.getOrDefault(partition, 0L)));
                }
            }
        }
        return least;
    }

    private static Map<Integer, Long> byPartition(long[] offsets) {
        Map<Integer, Long> byPartition = new HashMap<>();
        for (int partition = 0; partition < offsets.length; partition++) {
            byPartition.put(partition, offsets[partition]);
        }
        return byPartition;
    }

    /** Has the next checkpoint keep what this subtask has handled. */
    void keep(Map<Integer, Long> handled) throws Exception {
        if (feed == null) {
            offsets.update(List.of());
            return;
        }
        int partitions = handled.keySet().stream()
                .mapToInt(partition -> partition + 1)
                .max()
                .orElse(0);
        long[] byPartition = new long[partitions];
        handled.forEach((partition, offset) -> byPartition[partition] = offset);
        offsets.update(List.of(Tuple2.of(feed.name(), byPartition)));
    }
}
