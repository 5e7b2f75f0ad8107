package io.bloomline.it.triton;

import static io.bloomline.it.support.kserve.KServeServer.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.batching.BatchLimits;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.it.support.kserve.Cable;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Reaction;
import io.bloomline.it.support.kserve.Script;
import io.bloomline.it.support.kserve.Toys;
import io.bloomline.it.triton.Fate.Answered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers go away and come back: documents wait, none is blamed, none is lost. */
class OutagesIT {

    private static final List<String> TEXTS =
            IntStream.range(0, 40).mapToObj(i -> "text number " + i).toList();
    private static final Reaction SLOWLY = Reaction.after(Duration.ofMillis(30), Reaction.answer());

    private final KServeServer server = KServeServer.ofToys(Options.PLAIN);
    private final Cable cable = Cable.to(server.port());

    @AfterEach
    void stop() {
        cable.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {KServeServer.TEXT, KServeServer.STREAMED_TEXT})
    void waitsForAServerThatWasKilled(String model) {
        server.follow(Script.always(SLOWLY));
        try (Documents documents = documents(model, Served.SETTINGS, cable.port())) {
            documents.send(TEXTS);
            whenCalled(10, server);
            cable.cut();
            awaitStandstill(documents);
            assertThat(documents.waiting()).isPositive();
            cable.mend();
            assertAllAnswered(documents.fates());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KServeServer.TEXT, KServeServer.STREAMED_TEXT})
    void ridesOutConnectionsThatBreak(String model) {
        server.follow(call -> {
            if (call.number() % 10 == 5 && call.number() < 30) {
                cable.drop();
            }
            return SLOWLY;
        });
        try (Documents documents = documents(model, Served.SETTINGS, cable.port())) {
            assertAllAnswered(documents.send(TEXTS).fates());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KServeServer.TEXT, KServeServer.STREAMED_TEXT})
    void ridesOutAServerThatIsStartedAgain(String model) {
        server.follow(Script.always(SLOWLY));
        try (Documents documents = documents(model, Served.SETTINGS, server.port())) {
            documents.send(TEXTS);
            whenCalled(10, server);
            server.stop();
            server.start();
            assertAllAnswered(documents.fates());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KServeServer.TEXT, KServeServer.STREAMED_TEXT})
    void takesWhatAServerThatIsToStopHasStillToAnswer(String model) {
        server.follow(Script.always(Reaction.after(Duration.ofMillis(300), Reaction.answer())));
        List<String> accepted = TEXTS.subList(0, 4);
        try (Documents documents =
                new Documents(Served.model(model, Served.SETTINGS, server.port()), Documents.taskFor(model), 1)) {
            documents.send(accepted);
            whenCalled(accepted.size(), server);
            server.stopGently();
            assertThat(documents.fates()).hasSameSizeAs(accepted).allSatisfy(OutagesIT::isOwnAnswer);
            assertThat(server.calls()).hasSameSizeAs(accepted);
            server.awaitEnd(); // which no stream of ours holds up
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KServeServer.TEXT, KServeServer.STREAMED_TEXT})
    void givesUpCallsToAMachineThatFroze(String model) {
        server.follow(Script.always(SLOWLY));
        try (Documents documents = documents(model, Served.withTimeout(Duration.ofMillis(500)), cable.port())) {
            documents.send(TEXTS);
            whenCalled(10, server);
            cable.freeze();
            awaitStandstill(documents);
            cable.thaw();
            assertAllAnswered(documents.fates());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KServeServer.TEXT, KServeServer.STREAMED_TEXT})
    void waitsForAModelThatIsLoadedAgain(String model) {
        server.follow(Script.always(SLOWLY));
        try (Documents documents = documents(model, Served.SETTINGS, server.port())) {
            documents.send(TEXTS);
            whenCalled(10, server);
            server.unload(model);
            whenCalled(server.calls().size() + 5, server);
            server.load(model);
            assertAllAnswered(documents.fates());
        }
    }

    @Test
    void tellsTheServerThatALateAnswerIsWantedNoMore() {
        server.follow(Script.next(Reaction.silence()));
        try (Documents documents = documents(TEXT, Served.withTimeout(Duration.ofMillis(300)), server.port())) {
            assertAllAnswered(documents.send(TEXTS).fates());
            assertThat(server.cancelledCalls()).isOne();
            assertThat(server.calls())
                    .allSatisfy(call -> assertThat(call.timeLeft()).isBetween(Duration.ZERO, Duration.ofMillis(300)));
        }
    }

    @Test
    void opensAModelThatIsReadyLater() {
        server.unload(TEXT);
        server.guard((method, headers) -> {
            if (server.unaryCalls() > 2) {
                server.load(TEXT);
            }
            return null;
        });
        try (Documents documents = documents(TEXT, Served.SETTINGS, server.port())) {
            assertAllAnswered(documents.send(TEXTS).fates());
        }
    }

    @Test
    void goesOnWithTheOtherServerAndSaysWhichAnswered() {
        try (KServeServer other = KServeServer.ofToys(Options.PLAIN)) {
            server.follow(Script.always(SLOWLY));
            other.follow(Script.always(SLOWLY));
            try (Documents documents = documents(TEXT, Served.SETTINGS, cable.port(), other.port())) {
                assertThat(endpoints(documents.send(TEXTS).fates()))
                        .containsExactlyInAnyOrder(
                                "grpc://localhost:" + cable.port(), "grpc://localhost:" + other.port());
                cable.cut();
                List<String> more =
                        TEXTS.stream().map(text -> "another " + text).toList();
                Map<String, Fate> fates = documents.send(more).fates();
                fates.keySet().retainAll(more);
                assertThat(fates).allSatisfy(OutagesIT::isOwnAnswer);
                assertThat(endpoints(fates)).containsExactly("grpc://localhost:" + other.port());
            }
        }
    }

    private static Documents documents(String model, TritonSettings settings, int... ports) {
        int items = model.equals(TEXT) ? 2 : 1;
        return new Documents(
                Served.model(model, settings, ports),
                Documents.taskFor(model),
                new BatchLimits(items, 16_384, Duration.ZERO, 4));
    }

    private static void whenCalled(int calls, KServeServer server) {
        await().until(() -> server.calls().size() >= calls);
    }

    /** Until nothing has been answered for as long as some attempts take. */
    private static void awaitStandstill(Documents documents) {
        AtomicLong before = new AtomicLong();
        await().during(Duration.ofMillis(600))
                .until(() -> before.getAndSet(documents.waiting()) == documents.waiting());
    }

    private static Set<String> endpoints(Map<String, Fate> fates) {
        return fates.values().stream()
                .map(fate -> ((Answered) fate).provenance().getEndpoint())
                .collect(Collectors.toSet());
    }

    private static void assertAllAnswered(Map<String, Fate> fates) {
        assertThat(fates).hasSameSizeAs(TEXTS).allSatisfy(OutagesIT::isOwnAnswer);
    }

    private static void isOwnAnswer(String text, Fate fate) {
        assertThat(fate).isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.answer())
                .isEqualTo(Toys.textFor(text)));
    }
}
