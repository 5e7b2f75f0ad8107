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
 * Up to where each subtask has deleted what is opted out, as checkpoints keep it. After a restore what any of them hadn't
 * handled is handled again; a deletion twice is one. It is there without a feed too, and empty: what nobody registers Flink
 * would keep, and multiply, with every restore.
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
                store.getUnionListState(new ListStateDescriptor<>(
                        NAME, Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO))));
    }

    /** What all subtasks had handled of the feed, as offset by partition; nothing when no checkpoint tells. */
    Map<Integer, Long> restored() throws Exception {
        Map<Integer, Long> least = new HashMap<>();
        boolean first = true;
        for (Tuple2<String, long[]> ofSubtask : offsets.get()) {
            if (feed != null && ofSubtask.f0.equals(feed.name())) {
                long[] byPartition = ofSubtask.f1;
                if (first) {
                    for (int partition = 0; partition < byPartition.length; partition++) {
                        least.put(partition, byPartition[partition]);
                    }
                    first = false;
                } else {
                    least.replaceAll((partition, offset) ->
                            partition < byPartition.length ? Math.min(offset, byPartition[partition]) : 0);
                }
            }
        }
        return least;
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
