package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.Requests;
import io.bloomline.tracing.RequestTrace;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchChooserTest {

    private static final double FIXED_TOKENS = 100;

    private int arrived;

    @Test
    void takesThoseOfLikeLength() {
        LengthOrder order = order(10, 500, 11, 520, 12, 510, 13);

        assertThat(tokens(chooser(4, 1 << 20).best(order, 0, FIXED_TOKENS))).containsExactly(10, 11, 12, 13);
    }

    @Test
    void wouldRatherSendABatchThatIsNotFullThanPadItMuch() {
        LengthOrder order = order(10, 11, 12, 13, 900);

        assertThat(tokens(chooser(64, 1 << 20).best(order, 0, FIXED_TOKENS))).containsExactly(10, 11, 12, 13);
    }

    @Test
    void padsWhenACallCostsMore() {
        LengthOrder order = order(10, 11, 12, 13, 900);

        assertThat(tokens(chooser(64, 1 << 20).best(order, 0, 1e6))).hasSize(5);
    }

    @Test
    void prefersThoseThatHaveWaitedAmongEquallyGoodBatches() {
        LengthOrder order = new LengthOrder("any");
        List.of(50, 51, 52, 53).forEach(tokens -> order.add(pending(tokens, 900)));
        List.of(10, 11, 12, 13).forEach(tokens -> order.add(pending(tokens, 0)));
        List.of(90, 91, 92, 93).forEach(tokens -> order.add(pending(tokens, 900)));

        assertThat(tokens(chooser(4, 1 << 20).best(order, 1_000, FIXED_TOKENS))).containsExactly(10, 11, 12, 13);
    }

    @Test
    void takesTheRequestThatMustGoInTheBestCompany() {
        LengthOrder order = order(10, 11, 12, 13, 400);
        Pending must = pending(405, 0);
        order.add(must);

        assertThat(tokens(chooser(4, 1 << 20).bestWith(must, order, 0, FIXED_TOKENS)))
                .containsExactly(400, 405);
    }

    @Property
    void everyBatchKeepsWithinItsBounds(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 1, max = 300) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 20) int maxItems,
            @ForAll @IntRange(min = 1, max = 2_000) int maxTokens,
            @ForAll @IntRange(min = 0, max = 199) int mustGo) {
        LengthOrder order = new LengthOrder("any");
        List<Pending> all = lengths.stream().map(tokens -> pending(tokens, 0)).toList();
        all.forEach(order::add);
        Pending must = all.get(mustGo % all.size());
        BatchChooser chooser = chooser(maxItems, maxTokens);

        for (Window window :
                List.of(chooser.best(order, 7, FIXED_TOKENS), chooser.bestWith(must, order, 7, FIXED_TOKENS))) {
            List<Integer> tokens = tokens(window);
            assertThat(tokens.size()).isBetween(1, maxItems);
            assertThat(tokens.size() == 1 || tokens.size() * tokens.get(tokens.size() - 1) <= maxTokens)
                    .isTrue();
        }
        assertThat(chooser.bestWith(must, order, 7, FIXED_TOKENS).take()).contains(must);
    }

    private LengthOrder order(int... lengths) {
        LengthOrder order = new LengthOrder("any");
        for (int tokens : lengths) {
            order.add(pending(tokens, 0));
        }
        return order;
    }

    private Pending pending(int tokens, long sentBefore) {
        Pending pending = new Pending(Requests.embed(arrived, tokens), 0, cancelled -> {}, RequestTrace.NONE);
        pending.arrived(arrived++, sentBefore);
        return pending;
    }

    private static BatchChooser chooser(int maxItems, int maxTokens) {
        return new BatchChooser(new BatchLimits(maxItems, maxTokens, Duration.ZERO, 1));
    }

    private static List<Integer> tokens(Window window) {
        return IntStream.range(window.from(), window.to())
                .mapToObj(i -> window.order().get(i).tokens())
                .toList();
    }
}
