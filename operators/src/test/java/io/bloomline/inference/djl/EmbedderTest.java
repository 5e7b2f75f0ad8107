package io.bloomline.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedderTest {

    private static final float[][] TABLE = {{0, 0}, {3, 4}, {3, -4}, {1, 0}, {Float.NaN, 1}, {9, 9}};

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void takesTheMeanOfTokenVectorsScaledToLengthOneWhenTheModelDoesNot() {
        try (Model model = open()) {
            List<float[]> vectors = BloomNano.embed(model, List.of(embed(1), embed(1, 2), embed(3, 3, 3, 1), embed(0)));

            assertThat(model.description().output()).isEqualTo(ModelDescription.Output.VECTOR);
            assertThat(vectors.get(0)).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
            assertThat(vectors.get(1)).containsExactly(new float[] {1, 0}, within(1e-6f));
            assertThat(vectors.get(2))
                    .containsExactly(new float[] {6 / (float) Math.sqrt(52), 4 / (float) Math.sqrt(52)}, within(1e-6f));
            assertThat(vectors.get(3)).as("no direction to scale").containsExactly(0, 0);
        }
    }

    @Test
    void rejectsAVectorThatIsNotFinite() {
        try (Model model = open()) {
            assertThat(model.client().infer(List.of(embed(1), embed(4))))
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(FailureException.class, e -> {
                        assertThat(e.failure().kind()).isEqualTo(FailureKind.REJECTED);
                        assertThat(e.failure().code()).isEqualTo("not-finite");
                    });
        }
    }

    @Test
    void rejectsATokenThatTheModelDoesNotKnow() {
        try (Model model = open()) {
            assertThat(model.client().infer(List.of(embed(1), embed(77))))
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(FailureException.class, e -> {
                        assertThat(e.failure().kind()).isEqualTo(FailureKind.REJECTED);
                        assertThat(e).hasMessageContaining("77");
                    });
            assertThat(BloomNano.embed(model, List.of(embed(1)))).hasSize(1);
        }
    }

    private Model open() {
        return new ToyRepository(folder)
                .with(ToyRepository.tokenVectors(TABLE))
                .provider()
                .open();
    }

    private static Embed embed(int... ids) {
        return new Embed("", ids);
    }
}
