package io.bloomline.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.governance.OptOutFeed;
import io.bloomline.governance.OptOutTable;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a subtask is told of opt-outs by the state that it is given, after a restore with more, fewer or as many subtasks. */
@SuppressWarnings("NullAway.Init") // set before each test
class HandledOptOutsTest {

    private OperatorStateStore store;

    @BeforeEach
    void aStoreOfASubtask() throws Exception {
        store = new DefaultOperatorStateBackendBuilder(
                        getClass().getClassLoader(), new ExecutionConfig(), false, List.of(), new CloseableRegistry())
                .build();
    }

    @Test
    void aSavepointOfBeforeTheOptOutsTellsNothing() throws Exception {
        assertThat(of("topic").restored()).isNull();
    }

    @Test
    void asManySubtasksGoOnWhereTheyWere() throws Exception {
        of("topic").keep(Map.of(0, 7L, 2, 9L));
        assertThat(of("topic").restored()).isEqualTo(Map.of(0, 7L, 1, 0L, 2, 9L));
    }

    @Test
    void oneOfFewerSubtasksHandlesWhatAnyOfThoseBeforeHadNot() throws Exception {
        restore(List.of(Tuple2.of("topic", new long[] {7, 3}), Tuple2.of("topic", new long[] {5, 4, 8})));
        Map<Integer, Long> restored = requireNonNull(of("topic").restored());
        assertThat(restored).containsEntry(0, 5L).containsEntry(1, 3L);
        assertThat(restored.getOrDefault(2, 0L))
                .as("one had seen nothing of it")
                .isZero();
    }

    @Test
    void aSubtaskThatHadBegunNothingBeginsAtTheBeginning() throws Exception {
        restore(List.of(Tuple2.of("topic", new long[] {7}), Tuple2.of("topic", new long[0])));
        assertThat(of("topic").restored()).isEqualTo(Map.of(0, 0L));
    }

    @Test
    void whatWasHandledOfAnotherTopicTellsNothing() throws Exception {
        restore(List.of(Tuple2.of("another", new long[] {7})));
        assertThat(of("topic").restored()).isNull();
    }

    @Test
    void switchedOffItForgetsAndSwitchedOnItBeginsAnew() throws Exception {
        of("topic").keep(Map.of(0, 7L));
        of(null).keep(Map.of());
        assertThat(of("topic").restored()).isNull();
    }

    private HandledOptOuts of(@Nullable String topic) throws Exception {
        return HandledOptOuts.of(topic == null ? null : new Named(topic), store);
    }

    private void restore(List<Tuple2<String, long[]>> states) throws Exception {
        ListState<Tuple2<String, long[]>> state = store.getListState(new ListStateDescriptor<>(
                "opt-outs-handled", Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO)));
        state.addAll(states);
    }

    /** A feed that nobody opens. */
    private record Named(String name) implements OptOutFeed {
        @Override
        public Reading follow(OptOutTable table) {
            throw new UnsupportedOperationException();
        }
    }
}
