package io.bloomline.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.failure.Failure;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservedClientTest {

    private static final Failure AWAY = Failure.transientFailure("unavailable", "The server is away.");
    private static final List<InferenceRequest> BATCH = List.of(Requests.embed(1, 3));

    private final VirtualTime time = new VirtualTime();
    private final ScriptedClient server = new ScriptedClient();
    private final List<String> told = new ArrayList<>();
    private final InferenceClient client = new ObservedClient(server, time, new Diary());

    @Test
    void tellsHowLongAnAnswerTook() {
        CompletableFuture<InferenceResult> answer = client.infer(BATCH);
        time.advance(Duration.ofNanos(70));
        server.lastCall().answer();

        assertThat(answer.join().responses()).hasSize(1);
        assertThat(told).containsExactly("begins", "answered after 70");
    }

    @Test
    void tellsWhyAnAttemptFailed() {
        CompletableFuture<InferenceResult> answer = client.infer(BATCH);
        time.advance(Duration.ofNanos(70));
        server.lastCall().fail(AWAY);

        assertThat(answer).isCompletedExceptionally();
        assertThat(told).containsExactly("begins", "unavailable after 70");
    }

    @Test
    void goesOnWhenItsObserverFails() {
        InferenceClient withBadObserver = new ObservedClient(server, time, new BadObserver());
        CompletableFuture<InferenceResult> answer = withBadObserver.infer(BATCH);
        server.lastCall().answer();

        assertThat(answer.join().responses()).hasSize(1);
    }

    private final class Diary implements AttemptObserver {
        @Override
        public void retrying(Failure failure, int attempts, Duration pause) {
            told.add("retries");
        }

        @Override
        public void attemptBegins() {
            told.add("begins");
        }

        @Override
        public void attemptEnds(long nanos, @Nullable Failure failure) {
            told.add((failure == null ? "answered" : failure.code()) + " after " + nanos);
        }
    }

    private static final class BadObserver implements AttemptObserver {
        @Override
        public void retrying(Failure failure, int attempts, Duration pause) {
            throw new IllegalStateException("bad");
        }

        @Override
        public void attemptBegins() {
            throw new IllegalStateException("bad");
        }

        @Override
        public void attemptEnds(long nanos, @Nullable Failure failure) {
            throw new IllegalStateException("bad");
        }
    }
}
