package io.bloomline.it.triton;

import static io.bloomline.it.support.kserve.KServeServer.STREAMED_TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.batching.BatchLimits;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Reaction;
import io.bloomline.it.support.kserve.Script;
import io.bloomline.it.support.kserve.Toys;
import io.bloomline.it.triton.Fate.Answered;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can happen on a stream only. */
class StreamsIT {

    private static final List<String> TEXTS =
            IntStream.range(0, 20).mapToObj(i -> "text number " + i).toList();
    private static final Duration SHORT = Duration.ofMillis(400);

    private final KServeServer server = KServeServer.ofToys(Options.PLAIN);

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> mishaps() {
        return Stream.of(
                Arguments.of("half an answer, then an error", Reaction.breakOff("Exceeds maximum queue size")),
                Arguments.of("half an answer, then a failure", Reaction.breakOff("Error generating stream: oops")),
                Arguments.of("an error that names nobody", Reaction.namelessError("something went wrong")),
                Arguments.of("an answer that nobody asked for", Reaction.strayFirst()),
                Arguments.of("the answer twice", Reaction.twice()),
                Arguments.of("no word", Reaction.silence()),
                Arguments.of("the end of the stream", Reaction.endStream(Code.UNAVAILABLE, "Socket closed")),
                Arguments.of("the end of the stream for an error", Reaction.endStream(Code.INTERNAL, "oops")),
                Arguments.of("an orderly end of the stream", Reaction.endStream(Code.OK, "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mishaps")
    void answersAllWhateverHappensToSome(String name, Reaction mishap) {
        server.follow(call -> call.number() % 7 == 3 && call.number() < 20 ? mishap : Reaction.answer());
        try (Documents documents = documents(server)) {
            assertAllAnswered(documents.send(TEXTS).fates());
        }
    }

    @Test
    void understandsAnEmptyLastMessageAsWell() {
        try (KServeServer other = KServeServer.ofToys(Options.PLAIN.withEmptyLast());
                Documents documents = documents(other)) {
            assertAllAnswered(documents.send(TEXTS).fates());
        }
    }

    @Test
    void hasManyRequestsUnderWayOnOneStream() {
        server.follow(Script.always(Reaction.after(Duration.ofMillis(100), Reaction.answer())));
        try (Documents documents = documents(server)) {
            documents.send(TEXTS);
            await().until(() -> server.calls().size() >= 8);
            assertThat(server.openStreams()).isOne();
            assertAllAnswered(documents.fates());
        }
        assertThat(server.calls().stream().map(call -> call.request().getId())).doesNotHaveDuplicates();
    }

    @Test
    void tracesEachRequestByAStreamOfItsOwn() {
        try (Documents documents = new Documents(
                Served.model(STREAMED_TEXT, Way.TRACED_STREAM.settings(Served.SETTINGS), server.port()),
                Documents.taskFor(STREAMED_TEXT),
                new BatchLimits(1, 16_384, Duration.ZERO, 8))) {
            assertAllAnswered(documents.send(TEXTS).fates());
            await().until(() -> server.openStreams() == 0); // each ends with its one request
        }
        assertThat(server.calls().stream().map(call -> call.header("traceparent")))
                .hasSameSizeAs(TEXTS)
                .doesNotHaveDuplicates()
                .allSatisfy(trace -> assertThat(trace).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }

    @Test
    void closesAStreamThatHasNothingToDo() {
        try (Documents documents = documents(server)) {
            assertAllAnswered(documents.send(TEXTS).fates());
            assertThat(server.openStreams()).isOne();
            await().until(() -> server.openStreams() == 0); // it would keep the server from stopping
        }
    }

    @Test
    void leavesNoStreamOpen() {
        try (Documents documents = documents(server)) {
            assertAllAnswered(documents.send(TEXTS).fates());
        }
        await().until(() -> server.openStreams() == 0);
    }

    private static void assertAllAnswered(Map<String, Fate> fates) {
        assertThat(fates).hasSameSizeAs(TEXTS).allSatisfy((text, fate) -> assertThat(fate)
                .isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.answer())
                        .isEqualTo(Toys.textFor(text))));
    }

    private static Documents documents(KServeServer server) {
        return new Documents(
                Served.model(STREAMED_TEXT, Served.withTimeout(SHORT), server.port()),
                Documents.taskFor(STREAMED_TEXT),
                new BatchLimits(1, 16_384, Duration.ZERO, 8));
    }
}
