package io.bloomline.it.triton;

import static io.bloomline.it.support.kserve.KServeServer.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.batching.BatchLimits;
import io.bloomline.it.support.kserve.Cable;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Toys;
import io.bloomline.it.triton.Fate.Answered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server is well, but the line to it isn't: documents wait, none is blamed, none is lost. */
class BadLinesIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final KServeServer server = KServeServer.ofToys(Options.PLAIN);
    private final Cable cable = Cable.to(server.port());

    @AfterEach
    void stop() {
        cable.close();
        server.close();
    }

    /** As when a firewall forgets connections: whoever sends on them hears nothing, not even that they are gone. */
    @ParameterizedTest
    @ValueSource(strings = {KServeServer.TEXT, KServeServer.STREAMED_TEXT})
    void connectsAnewWhenAConnectionIsDeadThoughNobodyClosedIt(String model) {
        try (Documents documents = documents(model)) {
            assertAllAnswered(documents.send(texts("first")).fates());
            cable.lose();
            documents.send(texts("second"));
            await().atMost(TIMEOUT.multipliedBy(10)).until(() -> documents.waiting() == 0);
            assertAllAnswered(documents.fates());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KServeServer.TEXT, KServeServer.STREAMED_TEXT})
    void onlyWaitsLongerWhenTheLineIsSlow(String model) {
        cable.slowDown(Duration.ofMillis(100));
        try (Documents documents = documents(model)) {
            assertAllAnswered(documents.send(texts("slow")).fates());
            int asked =
                    server.calls().stream().mapToInt(call -> call.rows().size()).sum();
            assertThat(asked).as("each was asked once").isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KServeServer.TEXT, KServeServer.STREAMED_TEXT})
    void asksAgainWhenTheLineBreaksWithinAnAnswer(String model) {
        try (Documents documents = documents(model)) {
            for (int bytes : List.of(1, 8, 9, 20, 33, 64, 100, 177)) {
                cable.breakAfter(bytes);
                documents.send(texts("broken after " + bytes));
            }
            assertAllAnswered(documents.fates());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KServeServer.TEXT, KServeServer.STREAMED_TEXT})
    void asksAgainWhenTheLineSpoilsAnAnswer(String model) {
        try (Documents documents = documents(model)) {
            assertAllAnswered(documents.send(texts("well")).fates());
            for (int pieces : List.of(1, 2, 3)) {
                cable.spoil(pieces);
                assertAllAnswered(
                        documents.send(texts(pieces + " pieces spoilt")).fates());
            }
        }
    }

    private Documents documents(String model) {
        return new Documents(
                Served.model(model, Served.withTimeout(TIMEOUT), cable.port()),
                Documents.taskFor(model),
                new BatchLimits(model.equals(TEXT) ? 2 : 1, 16_384, Duration.ZERO, 4));
    }

    private static List<String> texts(String name) {
        return IntStream.range(0, 20).mapToObj(i -> name + " " + i).toList();
    }

    private static void assertAllAnswered(Map<String, Fate> fates) {
        assertThat(fates).isNotEmpty().allSatisfy((text, fate) -> assertThat(fate)
                .isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.answer())
                        .isEqualTo(Toys.textFor(text))));
    }
}
