package io.bloomline.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.GenerationParameters;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenChoiceTest {

    private static final int[] PROMPT = {1, 2, 3};

    @Test
    void takesTheLikeliestWhenGreedy() {
        assertThat(greedy().next(new float[] {-3, 2, 7, 7, 1}))
                .as("the first of equals")
                .isEqualTo(2);
    }

    @Test
    void samplesOnlyAmongTheLikeliestTopK() {
        float[] logits = {1, -2, 1.5f, -1, 0.5f, -0.0f, 0.0f};

        assertThat(sampled(logits, 3, 1)).containsExactlyInAnyOrder(2, 0, 4);
    }

    @Test
    void samplesOnlyAmongTheLikeliestThatTogetherReachTopP() {
        float[] logits = logarithms(0.1, 0.4, 0.2, 0.3);

        assertThat(sampled(logits, 0, 0.65)).containsExactlyInAnyOrder(1, 3);
        assertThat(sampled(logits, 0, 0.75)).containsExactlyInAnyOrder(1, 3, 2);
    }

    @Test
    void reachesTopPWithinTopK() {
        float[] logits = logarithms(0.1, 0.4, 0.2, 0.3);

        // Of the two likeliest, the first has 4 parts in 7.
        assertThat(sampled(logits, 2, 0.5)).containsExactly(1);
        assertThat(sampled(logits, 2, 0.6)).containsExactlyInAnyOrder(1, 3);
    }

    @Property
    void takesTheLikeliestAsTheTemperatureFalls(
            @ForAll @Size(min = 2, max = 50) float[] logits, @ForAll @IntRange(max = 3) int topK) {
        TokenChoice cold = new TokenChoice(new GenerationParameters(1, 1e-30, topK, 1, 4), PROMPT);

        assertThat(logits[cold.next(logits)]).isEqualTo(logits[greedy().next(logits)]);
    }

    @Property
    void drawsTheSameFromTheSameSeedAndPrompt(@ForAll long seed, @ForAll int[] prompt) {
        float[] logits = logarithms(0.1, 0.4, 0.2, 0.3);
        GenerationParameters parameters = new GenerationParameters(1, 2, 3, 0.9, seed);
        TokenChoice one = new TokenChoice(parameters, prompt);
        TokenChoice other = new TokenChoice(parameters, prompt.clone());

        assertThat(IntStream.range(0, 20).map(i -> one.next(logits)))
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .map(i -> other.next(logits))
                        .boxed()
                        .toList());
    }

    @Test
    void refusesLogitsThatAreNotFinite() {
        for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> greedy().next(new float[] {1, broken, 2}))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo("not-finite"));
        }
    }

    @Test
    void neverDrawsATokenThatTheModelRulesOut() {
        float[] logits = {Float.NEGATIVE_INFINITY, 1, Float.NEGATIVE_INFINITY, 1};

        assertThat(sampled(logits, 0, 1)).containsExactlyInAnyOrder(1, 3);
        assertThat(sampled(logits, 4, 1)).containsExactlyInAnyOrder(1, 3);
    }

    private static TokenChoice greedy() {
        return new TokenChoice(GenerationParameters.greedy(1), PROMPT);
    }

    private static Set<Integer> sampled(float[] logits, int topK, double topP) {
        Set<Integer> drawn = new HashSet<>();
        Random seeds = new Random(1);
        for (int i = 0; i < 500; i++) {
            drawn.add(
                    new TokenChoice(new GenerationParameters(1, 1, topK, topP, seeds.nextLong()), PROMPT).next(logits));
        }
        return drawn;
    }

    private static float[] logarithms(double... probabilities) {
        float[] logits = new float[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(probabilities[i]);
        }
        return logits;
    }
}
