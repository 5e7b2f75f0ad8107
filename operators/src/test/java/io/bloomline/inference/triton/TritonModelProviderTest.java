package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.inference.Backoff;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.Requests;
import io.bloomline.time.Scheduler;
import io.grpc.Metadata;
import io.grpc.Status;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TritonModelProviderTest {

    private static final List<InferenceRequest> BATCH = List.of(Requests.generate(1, 3), Requests.generate(2, 3));

    private final FakeTriton server = FakeTriton.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksTheServerWhatTheModelIs() {
        try (Model model = server.provider().open()) {
            assertThat(model.description().version()).isEqualTo("3");
            assertThat(model.description().licence()).isEqualTo("MIT");
            assertThat(model.description().languages()).isEqualTo(Set.of("en", "fr"));
            assertThat(model.description().maxBatchSize()).isEqualTo(8);
            assertThat(model.description().endpoint()).isEqualTo("grpc://" + server.address());
        }
    }

    @Test
    void answersABatchInItsOrderAndSaysWhoAnswered() {
        try (Model model = server.provider().open()) {
            InferenceResult result = model.client().infer(BATCH).join();

            assertThat(result.responses())
                    .extracting(response -> ((Generated) response).text())
                    .containsExactly("prompt 1", "prompt 2");
            assertThat(result.modelVersion()).isEqualTo("3");
            assertThat(result.endpoint()).isEqualTo("grpc://" + server.address());
        }
    }

    @Test
    void sendsHeadersAndQueueParameters() {
        CallSettings calls = new CallSettings(
                Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ZERO, Duration.ofMillis(1500), 7L, true);
        TritonModelProvider provider = server.provider(settings -> settings.withCalls(calls)
                .withConnection(ConnectionSettings.DEFAULT
                        .withBearerToken(new Secret("canary"))
                        .withHeader("X-Tenant", new Secret("blue"))));

        try (Model model = provider.open()) {
            model.client().infer(BATCH).join();
        }

        assertThat(server.headers).allSatisfy(headers -> {
            assertThat(header(headers, "authorization")).isEqualTo("Bearer canary");
            assertThat(header(headers, "x-tenant")).isEqualTo("blue");
        });
        assertThat(server.headers).anySatisfy(headers -> assertThat(header(headers, "traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
        assertThat(server.requests).singleElement().satisfies(request -> {
            assertThat(request.getParametersOrThrow("timeout").getInt64Param()).isEqualTo(1_500_000);
            assertThat(request.getParametersOrThrow("priority").getInt64Param()).isEqualTo(7);
        });
    }

    @Test
    void goesOnWithTheTraceThatABatchBelongsTo() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        SpanContext span =
                SpanContext.create(trace, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());

        try (Model model = server.provider().open()) {
            try (Scope traced = Context.root().with(Span.wrap(span)).makeCurrent()) {
                assertThat(traced).isNotNull();
                model.client().infer(BATCH).join();
            }
            model.client().infer(BATCH).join();
        }

        assertThat(server.headers.stream()
                        .map(headers -> header(headers, "traceparent"))
                        .filter(found -> !found.equals("null")))
                .containsExactly("00-" + trace + "-00f067aa0ba902b7-01");
    }

    @Test
    void givesUpAnAnswerThatIsLate() {
        server.unary = (request, answer) -> {};
        TritonModelProvider provider = server.provider(
                settings -> settings.withCalls(FakeTriton.quick().withTimeout(Duration.ofSeconds(1))));

        try (Model model = provider.open()) {
            Failure failure = failureOf(model, BATCH);

            assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
            assertThat(failure.code()).isEqualTo("deadline-exceeded");
        }
    }

    @Test
    void refusesARequestThatIsLargerThanAMessageMayBe() {
        InferenceRequest large = new Generate("x".repeat(5_000), new int[1], GenerationParameters.greedy(1));

        try (Model model = withMessagesUpTo(4_096).open()) {
            Failure failure = failureOf(model, List.of(large));

            assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
            assertThat(failure.code()).isEqualTo("request-too-large");
            assertThat(failure.message()).contains("model.max-message-size");
        }
        assertThat(server.requests).isEmpty();
    }

    @Test
    void refusesAResponseThatIsLargerThanAMessageMayBe() {
        server.unary = (request, answer) -> {
            answer.onNext(FakeTriton.echo(request).toBuilder()
                    .addRawOutputContents(ByteString.copyFrom(new byte[5_000]))
                    .build());
            answer.onCompleted();
        };

        try (Model model = withMessagesUpTo(4_096).open()) {
            assertThat(failureOf(model, BATCH).code()).isEqualTo("response-too-large");
        }
    }

    @Test
    void waitsForAModelThatIsLoading() {
        AtomicInteger asked = new AtomicInteger();
        var loaded = server.metadata;
        server.metadata = answer -> {
            if (asked.incrementAndGet() == 1) {
                FakeTriton.fail(
                        answer,
                        Status.NOT_FOUND.withDescription(
                                "Request for unknown model: 'echo' has no available versions"));
            } else {
                loaded.accept(answer);
            }
        };

        try (Model model = server.provider().open()) {
            assertThat(model.client().infer(BATCH).join().responses()).hasSize(2);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void refusesAModelThatTheServerDoesNotKnow() {
        server.metadata = answer -> FakeTriton.fail(
                answer, Status.NOT_FOUND.withDescription("Request for unknown model: 'echo' is not found"));

        Failure failure = catchThrowableOfType(FailureException.class, server.provider()::open)
                .failure();

        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.message()).contains("echo", server.address().toString(), "model.name");
    }

    @Test
    void saysWhyNoServerCouldBeReached() {
        server.close();
        TritonModelProvider provider =
                server.provider(settings -> settings.withCalls(CallSettings.DEFAULT.withStartupTimeout(Duration.ZERO)));

        Failure failure =
                catchThrowableOfType(FailureException.class, provider::open).failure();

        assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failure.message())
                .contains(server.address().toString(), "Connection refused", "model.startup-timeout", "model.endpoint");
    }

    @Test
    void reachesAServerThatCameBackAtTheSameAddress() {
        try (Model model = server.provider().open()) {
            model.client().infer(BATCH).join();
            server.close();
            assertThat(failureOf(model, BATCH).kind()).isEqualTo(FailureKind.TRANSIENT);

            try (FakeTriton again = FakeTriton.startAt(server.address().port())) {
                assertThat(untilAnswered(model, 1)).hasSize(1);
                assertThat(again.requests).isNotEmpty();
            }
        }
    }

    @Test
    void goesOnWithTheOtherServersWhenOneIsGone() {
        try (FakeTriton other = FakeTriton.start();
                Model model =
                        server.providerOf(server.address(), other.address()).open()) {
            assertThat(untilAnswered(model, 10))
                    .extracting(InferenceResult::endpoint)
                    .contains("grpc://" + server.address(), "grpc://" + other.address());

            server.close();

            assertThat(untilAnswered(model, 10))
                    .extracting(InferenceResult::endpoint)
                    .containsOnly("grpc://" + other.address());
            assertThat(model.description().endpoint()).isEqualTo("grpc://" + server.address() + "," + other.address());
        }
    }

    @Test
    void refusesBatchesOnceItIsClosed() {
        Model model = server.provider().open();

        model.close();
        model.close();

        assertThat(failureOf(model, BATCH).code()).isEqualTo("closed");
    }

    @Test
    void travelsAsAValueThatShowsNoSecret() throws IOException, ClassNotFoundException {
        TritonModelProvider provider = new TritonModelProvider(
                "m",
                "2",
                List.of(new ServerAddress("gpu", 8001)),
                Output.VECTOR,
                TritonSettings.DEFAULT.withConnection(
                        ConnectionSettings.DEFAULT.withBearerToken(new Secret("canary"))));

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(provider);
        }
        Object copy;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = in.readObject();
        }

        assertThat(copy).isEqualTo(provider).hasSameHashCodeAs(provider);
        assertThat(provider.toString()).contains("gpu:8001", "authorization").doesNotContain("canary");
    }

    private TritonModelProvider withMessagesUpTo(int bytes) {
        return server.provider(settings -> settings.withConnection(
                new ConnectionSettings(null, Map.of(), ConnectionSettings.Compression.GZIP, bytes, null)));
    }

    /** Asks so many times, each as often as it takes. */
    private static List<InferenceResult> untilAnswered(Model model, int times) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            InferenceClient patient = InferenceClients.resilient(
                    model.client(),
                    new Backoff(Duration.ofMillis(50), Duration.ofMillis(50)),
                    Scheduler.on(timer),
                    new Random(7),
                    AttemptObserver.NONE);
            return Stream.generate(() -> patient.infer(BATCH).join())
                    .limit(times)
                    .toList();
        } finally {
            timer.shutdownNow();
        }
    }

    private static Failure failureOf(Model model, List<InferenceRequest> batch) {
        CompletionException thrown = catchThrowableOfType(
                CompletionException.class, () -> model.client().infer(batch).join());
        return FailureException.of(thrown).failure();
    }

    private static String header(Metadata headers, String name) {
        return String.valueOf(headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
    }
}
