package io.bloomline.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.translate.TranslateException;
import io.bloomline.inference.djl.BloomNano.ReferencePrompt;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DecoderTest {

    private static final List<ReferencePrompt> PROMPTS = BloomNano.prompts();
    private static final int PAD = 3;
    private static final int ALL_AT_ONCE = 1_000;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static OnnxModel model;

    @BeforeAll
    static void open() {
        Path file =
                ModelFolder.find(BloomNano.REPOSITORY, BloomNano.TEXT).path().resolve("model.onnx");
        model = DjlRuntime.prepared(() -> OnnxModel.load(file, 1));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void readsPromptsInPartsAsItReadsThemWhole() throws TranslateException {
        TokenGrid prompts = grid(0, 1, 2, 3, 4, 5, 6, 7);
        try (Computation computation = model.newComputation()) {
            float[][] whole = decoder(computation, 8, ALL_AT_ONCE).read(prompts);

            for (int columnsAtOnce : new int[] {1, 3, 5}) {
                assertSame(decoder(computation, 8, columnsAtOnce).read(prompts), whole);
            }
        }
    }

    @Test
    void goesOnWithSomeRowsAsIfTheOthersHadNeverBeen() throws TranslateException {
        TokenGrid next = new TokenGrid(
                2, 1, new long[] {PROMPTS.get(0).ids()[0], PROMPTS.get(1).ids()[0]}, new long[] {1, 1});
        try (Computation computation = model.newComputation()) {
            Decoder all = decoder(computation, 5, ALL_AT_ONCE);
            all.read(grid(8, 0, 6, 4, 7));
            all.keep(new int[] {1, 3});
            Decoder some = decoder(computation, 2, ALL_AT_ONCE);
            some.read(grid(0, 4));

            assertSame(all.read(next), some.read(next));
            assertSame(all.read(next), some.read(next));
        }
    }

    @Test
    void ignoresWhatTheMaskHides() throws TranslateException {
        long token = PROMPTS.get(1).ids()[0];
        TokenGrid hidden = new TokenGrid(1, 2, new long[] {token, PAD}, new long[] {0, 0});
        TokenGrid next = new TokenGrid(1, 1, new long[] {token}, new long[] {1});
        try (Computation computation = model.newComputation()) {
            Decoder interrupted = decoder(computation, 1, ALL_AT_ONCE);
            interrupted.read(grid(0));
            interrupted.read(hidden);
            Decoder straight = decoder(computation, 1, ALL_AT_ONCE);
            straight.read(grid(0));

            assertSame(interrupted.read(next), straight.read(next));
        }
    }

    private static Decoder decoder(Computation computation, int rows, int columnsAtOnce) {
        return new Decoder(computation, (Signature.Text) model.signature(), rows, columnsAtOnce);
    }

    private static TokenGrid grid(int... prompts) {
        return TokenGrid.of(
                Arrays.stream(prompts).mapToObj(i -> PROMPTS.get(i).ids()).toList(), PAD);
    }

    private static void assertSame(float[][] logits, float[][] expected) {
        assertThat(logits.length).isEqualTo(expected.length);
        for (int row = 0; row < expected.length; row++) {
            assertThat(logits[row]).as("row %d", row).containsExactly(expected[row], within(2e-3f));
        }
    }
}
