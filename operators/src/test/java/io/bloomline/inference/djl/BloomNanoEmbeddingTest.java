package io.bloomline.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.djl.BloomNano.ReferenceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BloomNanoEmbeddingTest {

    private static final List<ReferenceText> TEXTS = BloomNano.texts();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Model model;

    @BeforeAll
    static void open() {
        model = BloomNano.open(BloomNano.VECTOR);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void describesItself() {
        ModelDescription description = model.description();

        assertThat(description.name()).isEqualTo(BloomNano.VECTOR);
        assertThat(description.output()).isEqualTo(ModelDescription.Output.VECTOR);
        assertThat(description.endpoint()).isEqualTo("local:" + BloomNano.REPOSITORY);
        assertThat(description.version()).matches("[0-9]+");
        assertThat(description.licence()).isEqualTo("Apache-2.0");
        assertThat(description.maxTokens()).isEqualTo(BloomNano.longestSequence());
        assertThat(description.languages()).isNotEmpty().isEqualTo(BloomNano.languages());
    }

    @Test
    void countsTokensAsInTraining() {
        for (ReferenceText text : TEXTS) {
            assertThat(model.tokenizer().encode(text.text())).as(text.text()).isEqualTo(text.ids());
        }
    }

    @Test
    void countsAllTokensOfALongText() {
        ReferenceText text = TEXTS.get(1);
        int repetitions = 5_000;

        assertThat(model.tokenizer().encode((text.text() + ". ").repeat(repetitions)))
                .hasSizeGreaterThanOrEqualTo(repetitions * text.ids().length);
    }

    @Test
    void countsNoTokensInAnEmptyText() {
        assertThat(model.tokenizer().encode("")).isEmpty();
    }

    @Test
    void givesTheVectorsOfTheTrainingFramework() {
        List<float[]> vectors = BloomNano.embed(
                model, TEXTS.stream().map(ReferenceText::request).toList());

        assertEachIsTheReference(TEXTS, vectors);
    }

    @Test
    void givesATextTheSameVectorAloneAsInABatch() {
        for (ReferenceText text : TEXTS) {
            assertEachIsTheReference(List.of(text), BloomNano.embed(model, List.of(text.request())));
        }
    }

    @Test
    void answersInTheOrderOfTheRequestsWhateverItIs() {
        List<ReferenceText> shuffled = new ArrayList<>(TEXTS);
        Collections.shuffle(shuffled, new Random(7));

        List<float[]> vectors = BloomNano.embed(
                model, shuffled.stream().map(ReferenceText::request).toList());

        assertEachIsTheReference(shuffled, vectors);
    }

    private static void assertEachIsTheReference(List<ReferenceText> texts, List<float[]> vectors) {
        assertThat(vectors).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(vectors.get(i))
                    .as(texts.get(i).text())
                    .containsExactly(texts.get(i).embedding(), within(1e-4f));
        }
    }
}
