package io.bloomline.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.schema.FinishReason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CheckedClientTest {

    private static final List<InferenceRequest> TWO_TEXTS = List.of(Requests.embed(1, 3), Requests.embed(2, 4));
    private static final List<InferenceRequest> ONE_PROMPT = List.of(Requests.generate(1, 8));

    private final ScriptedClient server = new ScriptedClient();
    private final CheckedClient client = new CheckedClient(server);

    @Test
    void believesAnAnswerThatFits() {
        assertThat(answer(TWO_TEXTS, vector(1, 2), vector(3, 0)).responses()).hasSize(2);
        assertThat(answer(ONE_PROMPT, text(8)).responses()).hasSize(1);
    }

    @Test
    void rejectsTooFewResponses() {
        assertRejected(failure(TWO_TEXTS, vector(1, 2)), "1 responses to 2 requests");
    }

    @Test
    void rejectsAResponseOfAnotherKind() {
        assertRejected(failure(ONE_PROMPT, vector(1, 2)), "Embedded to a request of kind Generate");
        assertRejected(failure(List.of(Requests.embed(1, 3)), text(1)), "Generated to a request of kind Embed");
    }

    @Test
    void rejectsAVectorWithANumberThatIsNone() {
        assertRejected(failure(TWO_TEXTS, vector(1, 2), vector(1, Float.NaN)), "number 2 of 2 is NaN");
        assertRejected(
                failure(TWO_TEXTS, vector(Float.NEGATIVE_INFINITY, 2), vector(1, 1)), "number 1 of 2 is -Infinity");
    }

    @Test
    void rejectsAVectorWithoutNumbersOrDirection() {
        assertRejected(failure(TWO_TEXTS, vector(), vector()), "without numbers");
        assertRejected(failure(TWO_TEXTS, vector(1, 2), vector(0, 0)), "2 zeros");
    }

    @Test
    void rejectsVectorsOfDifferentLengthInOneBatch() {
        assertRejected(failure(TWO_TEXTS, vector(1, 2), vector(1, 2, 3)), "vectors of 2 and of 3 numbers");
    }

    @Test
    void stopsTheJobWhenAllVectorsHaveAnotherLengthThanBefore() {
        answer(TWO_TEXTS, vector(1, 2), vector(3, 4));

        FailureException failed = failure(TWO_TEXTS, vector(1, 2, 3), vector(4, 5, 6));

        assertThat(failed.failure().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failed.failure().code()).isEqualTo("vector-length-changed");
        assertThat(failed).hasMessageContaining("vectors of 3 numbers, and before with 2");
    }

    @Test
    void rejectsMoreTokensThanWereAskedFor() {
        assertRejected(failure(ONE_PROMPT, text(9)), "9 tokens where at most 8");
        assertRejected(failure(ONE_PROMPT, text(-2)), "-2 tokens");
    }

    @Test
    void believesAModelThatDoesNotCountItsTokens() {
        assertThat(answer(ONE_PROMPT, text(Generated.UNCOUNTED)).responses()).hasSize(1);
    }

    @Test
    void passesAFailureOnAsItIs() {
        Failure failure = Failure.transientFailure("unavailable", "The server is away.");
        CompletableFuture<InferenceResult> answer = client.infer(ONE_PROMPT);

        server.lastCall().fail(failure);

        assertThat(failureOf(answer).failure()).isEqualTo(failure);
    }

    @Test
    void closesTheClientBehindIt() {
        client.close();

        assertThat(server.isClosed()).isTrue();
    }

    private InferenceResult answer(List<InferenceRequest> batch, InferenceResponse... responses) {
        return ask(batch, responses).join();
    }

    private FailureException failure(List<InferenceRequest> batch, InferenceResponse... responses) {
        return failureOf(ask(batch, responses));
    }

    private CompletableFuture<InferenceResult> ask(List<InferenceRequest> batch, InferenceResponse... responses) {
        CompletableFuture<InferenceResult> answer = client.infer(batch);
        server.lastCall().answerWith(List.of(responses));
        return answer;
    }

    private static void assertRejected(FailureException failed, String message) {
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failed.failure().code()).isEqualTo("bad-response");
        assertThat(failed).hasMessageContaining(message);
    }

    private static FailureException failureOf(CompletableFuture<?> answer) {
        return FailureException.of(catchThrowableOfType(CompletionException.class, answer::join));
    }

    private static Embedded vector(float... numbers) {
        return new Embedded(numbers);
    }

    private static Generated text(int tokens) {
        return new Generated("text", tokens, FinishReason.STOP);
    }
}
