package io.bloomline.it.benchmark.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.ServerAddress;
import io.bloomline.inference.triton.TritonModelProvider;
import io.bloomline.inference.triton.TritonSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GpuServerTest {

    private static final GpuSettings SETTINGS = new GpuSettings(
            new ServiceTime(1, 0.001, 0, false), 2, 8, new GpuSettings.Dynamic(List.of(), Duration.ZERO));

    private GpuServer server;
    private Model model;

    @BeforeEach
    void start() throws Exception {
        server = GpuServer.start(SETTINGS, 0);
        model = new TritonModelProvider(
                        "embedder",
                        null,
                        List.of(new ServerAddress("127.0.0.1", server.port())),
                        Output.VECTOR,
                        TritonSettings.DEFAULT)
                .open();
    }

    @AfterEach
    void stop() {
        model.close();
        server.close();
    }

    @Test
    void answersTheProductsOwnClientWithTheVectorOfEachText() {
        InferenceResult result = model.client().infer(texts("a", "bcd", "a")).join();

        List<Embedded> vectors =
                result.responses().stream().map(Embedded.class::cast).toList();
        assertThat(vectors).extracting(Embedded::vector).allMatch(vector -> vector.length == Embedder.DIMENSIONS);
        assertThat(vectors.get(0).vector())
                .isEqualTo(vectors.get(2).vector())
                .isNotEqualTo(vectors.get(1).vector());
    }

    @Test
    void saysHowLargeABatchMayBe() {
        assertThat(model.description().maxBatchSize()).isEqualTo(SETTINGS.maxRows());
    }

    @Test
    void tellsTheWorkThatItDid() {
        model.client().infer(texts("a", "bcd", "a")).join();

        Totals totals = Totals.ask(server.totalsPort());
        assertThat(totals.batches()).isEqualTo(1);
        assertThat(totals.rows()).isEqualTo(3);
        assertThat(totals.tokens()).isEqualTo(1 + 3 + 1);
        assertThat(totals.paddedTokens()).isEqualTo(3 * 3);
        assertThat(totals.busyNanos()).isEqualTo(SETTINGS.serviceTime().nanos(3, 3, 5));
    }

    private List<InferenceRequest> texts(String... texts) {
        return Stream.of(texts)
                .map(text ->
                        (InferenceRequest) new Embed(text, model.tokenizer().encode(text)))
                .toList();
    }
}
