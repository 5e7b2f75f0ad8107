package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.Model;
import io.bloomline.inference.Requests;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelStreamInferResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream client against a server, through the model that a job opens. */
class InferStreamTest {

    private final FakeTriton server = FakeTriton.startDecoupled();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Model model;

    @BeforeEach
    void open() {
        model = server.provider().open();
    }

    @AfterEach
    void stop() {
        model.close();
        server.close();
    }

    @Test
    void answersManyRequestsOnOneStreamEachWithItsOwn() throws InterruptedException {
        int count = 20;
        List<ModelInferRequest> waiting = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(count);
        server.streamed = (request, answer) -> {
            waiting.add(request);
            all.countDown();
        };
        List<CompletableFuture<InferenceResult>> answers =
                IntStream.range(0, count).mapToObj(this::ask).toList();
        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();

        StreamObserver<ModelStreamInferResponse> stream = server.streams.element();
        for (int i = count - 1; i >= 0; i--) {
            stream.onNext(FakeTriton.part(FakeTriton.echo(waiting.get(i)), true));
        }

        for (int i = 0; i < count; i++) {
            assertThat(textOf(answers.get(i))).isEqualTo("prompt " + i);
        }
        assertThat(server.streams).hasSize(1);
        assertThat(server.requests).extracting(ModelInferRequest::getId).doesNotHaveDuplicates();
    }

    @Test
    void joinsPartsUntilTheEmptyLastOne() {
        server.streamed = (request, answer) -> {
            answer.onNext(FakeTriton.part(FakeTriton.text(request.getId(), "Bon"), false));
            answer.onNext(FakeTriton.part(FakeTriton.text("somebody else's", "?"), true));
            answer.onNext(FakeTriton.part(FakeTriton.text(request.getId(), "jour"), false));
            answer.onNext(FakeTriton.end(request.getId()));
        };

        assertThat(textOf(ask(1))).isEqualTo("Bonjour");
        assertThat(server.requests
                        .element()
                        .getParametersOrThrow("triton_enable_empty_final_response")
                        .getBoolParam())
                .isTrue();
    }

    @Test
    void failsOneRequestByItsErrorAndGoesOnWithTheOthers() {
        server.streamed = (request, answer) -> answer.onNext(
                request.getRawInputContents(0).toStringUtf8().contains("prompt 1")
                        ? FakeTriton.error(request.getId(), "Exceeds maximum queue size")
                        : FakeTriton.part(FakeTriton.echo(request), true));

        CompletableFuture<InferenceResult> fails = ask(1);
        CompletableFuture<InferenceResult> works = ask(2);

        assertThat(failureOf(fails).code()).isEqualTo("queue-full");
        assertThat(textOf(works)).isEqualTo("prompt 2");
        assertThat(server.streams).hasSize(1);
    }

    @Test
    void givesUpARequestThatNothingIsHeardOfAndOpensAnotherStreamForTheNext() throws InterruptedException {
        model.close();
        model = server.provider(
                        settings -> settings.withCalls(FakeTriton.quick().withTimeout(Duration.ofSeconds(1))))
                .open();
        server.streamed = (request, answer) -> {};

        assertThat(failureOf(ask(1)).code()).isEqualTo("deadline-exceeded");
        server.streamed = (request, answer) -> answer.onNext(FakeTriton.part(FakeTriton.echo(request), true));
        assertThat(textOf(ask(2))).isEqualTo("prompt 2");

        assertThat(server.streams).hasSize(2);
        assertThat(server.endedStreams.poll(10, TimeUnit.SECONDS)).isSameAs(server.streams.element());
    }

    @Test
    void retriesElsewhereWhatAStreamOwedWhenItEnded() {
        server.streamed = (request, answer) ->
                answer.onError(Status.UNAVAILABLE.withDescription("gone").asRuntimeException());

        assertThat(failureOf(ask(1)).kind()).isEqualTo(FailureKind.TRANSIENT);
        server.streamed = (request, answer) -> answer.onNext(FakeTriton.part(FakeTriton.echo(request), true));

        assertThat(textOf(ask(2))).isEqualTo("prompt 2");
    }

    @Test
    void letsAServerThatStopsFinishAndGo() throws InterruptedException {
        List<ModelInferRequest> held = new ArrayList<>();
        CountDownLatch arrived = new CountDownLatch(1);
        server.streamed = (request, answer) -> {
            held.add(request);
            arrived.countDown();
        };
        CompletableFuture<InferenceResult> owed = ask(1);
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        server.streamed = (request, answer) -> answer.onNext(FakeTriton.part(FakeTriton.echo(request), true));

        server.stopGracefully();
        CompletableFuture<InferenceResult> refused = ask(2);
        while (!refused.handle((result, thrown) -> thrown != null).join()) {
            refused = ask(2); // the news that it stops is still on its way
        }
        assertThat(failureOf(refused).kind()).isEqualTo(FailureKind.TRANSIENT);
        server.streams.element().onNext(FakeTriton.part(FakeTriton.echo(held.get(0)), true));

        assertThat(textOf(owed)).isEqualTo("prompt 1");
        assertThat(server.hasEndedWithin(Duration.ofSeconds(4))).isTrue();
    }

    @Test
    void endsItsStreamWhenItIsClosed() throws InterruptedException {
        textOf(ask(1));

        model.close();

        assertThat(server.endedStreams.poll(10, TimeUnit.SECONDS)).isSameAs(server.streams.element());
    }

    private CompletableFuture<InferenceResult> ask(int number) {
        InferenceRequest request = Requests.generate(number, 3);
        return model.client().infer(List.of(request));
    }

    private static String textOf(CompletableFuture<InferenceResult> answer) {
        return ((Generated) answer.join().responses().get(0)).text();
    }

    private static Failure failureOf(CompletableFuture<?> answer) {
        CompletionException thrown = catchThrowableOfType(CompletionException.class, answer::join);
        return FailureException.of(thrown).failure();
    }
}
