package io.bloomline.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.djl.BloomNano.ReferencePrompt;
import io.bloomline.schema.FinishReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BloomNanoGenerationTest {

    private static final List<ReferencePrompt> PROMPTS = BloomNano.prompts();
    private static final GenerationParameters GREEDY = GenerationParameters.greedy(BloomNano.maxNewTokens());

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Model model;

    @BeforeAll
    static void open() {
        model = BloomNano.open(BloomNano.TEXT);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void describesItself() {
        assertThat(model.description().output()).isEqualTo(ModelDescription.Output.TEXT);
        assertThat(model.description().maxTokens()).isEqualTo(BloomNano.longestSequence());
    }

    @Test
    void countsTokensAsInTraining() {
        for (ReferencePrompt prompt : PROMPTS) {
            assertThat(model.tokenizer().encode(prompt.prompt()))
                    .as(prompt.prompt())
                    .isEqualTo(prompt.ids());
        }
    }

    @Test
    void writesWhatTheTrainingFrameworkWrites() {
        assertThat(BloomNano.generate(model, requests(PROMPTS, GREEDY))).isEqualTo(references(PROMPTS));
    }

    @Test
    void writesTheSameAloneAsInABatch() {
        for (ReferencePrompt prompt : PROMPTS) {
            assertThat(BloomNano.generate(model, requests(List.of(prompt), GREEDY)))
                    .isEqualTo(references(List.of(prompt)));
        }
    }

    @Test
    void answersInTheOrderOfTheRequestsWhateverItIs() {
        List<ReferencePrompt> shuffled = new ArrayList<>(PROMPTS);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(BloomNano.generate(model, requests(shuffled, GREEDY))).isEqualTo(references(shuffled));
    }

    @Test
    void stopsEachTextAtItsOwnLimit() {
        List<Generate> batch = new ArrayList<>();
        List<Generated> expected = new ArrayList<>();
        for (int i = 0; i < PROMPTS.size(); i++) {
            ReferencePrompt prompt = PROMPTS.get(i);
            batch.add(prompt.request(GenerationParameters.greedy(i + 1)));
            boolean ends = prompt.ended() && prompt.generatedIds().length < i + 1;
            int[] ids = ends ? prompt.generatedIds() : Arrays.copyOf(prompt.generatedIds(), i + 1);
            expected.add(new Generated(decode(ids), ids.length, ends ? FinishReason.STOP : FinishReason.LENGTH));
        }

        assertThat(BloomNano.generate(model, batch)).isEqualTo(expected);
    }

    @Test
    void writesTheSameAfterPaddingOfAnyWidth() {
        ReferencePrompt shortest = PROMPTS.get(0);
        int[] filler = IntStream.range(0, BloomNano.longestSequence() - BloomNano.maxNewTokens())
                .map(i -> shortest.ids()[i % shortest.ids().length])
                .toArray();

        List<Generated> texts = BloomNano.generate(
                model, List.of(new Generate("", filler, GenerationParameters.greedy(1)), shortest.request(GREEDY)));

        assertThat(texts.get(1)).isEqualTo(reference(shortest));
    }

    @Test
    void samplesTheSameForASeedInAnyCompany() {
        GenerationParameters sampled = new GenerationParameters(20, 1, 0, 1, 5);
        List<Generated> together = BloomNano.generate(model, requests(PROMPTS, sampled));

        List<Generated> alone = PROMPTS.stream()
                .map(prompt -> BloomNano.generate(model, requests(List.of(prompt), sampled))
                        .get(0))
                .toList();

        assertThat(alone).isEqualTo(together);
    }

    @Test
    void samplesOtherwiseForAnotherSeed() {
        List<List<Generated>> bySeed = IntStream.range(0, 5)
                .mapToObj(seed ->
                        BloomNano.generate(model, requests(PROMPTS, new GenerationParameters(20, 10, 0, 1, seed))))
                .toList();

        assertThat(bySeed).doesNotHaveDuplicates();
    }

    @Test
    void samplesTheLikeliestAsTheTemperatureFalls() {
        GenerationParameters cold = new GenerationParameters(BloomNano.maxNewTokens(), 1e-6, 0, 1, 3);

        assertThat(BloomNano.generate(model, requests(PROMPTS, cold))).isEqualTo(references(PROMPTS));
    }

    private static List<Generate> requests(List<ReferencePrompt> prompts, GenerationParameters parameters) {
        return prompts.stream().map(prompt -> prompt.request(parameters)).toList();
    }

    private static List<Generated> references(List<ReferencePrompt> prompts) {
        return prompts.stream().map(BloomNanoGenerationTest::reference).toList();
    }

    private static Generated reference(ReferencePrompt prompt) {
        return new Generated(
                prompt.generatedText(),
                prompt.generatedIds().length,
                prompt.ended() ? FinishReason.STOP : FinishReason.LENGTH);
    }

    private static String decode(int[] ids) {
        long[] wide = Arrays.stream(ids).asLongStream().toArray();
        return ((LocalTokenizer) model.tokenizer()).decode(wide).strip();
    }
}
