package io.bloomline.testing;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.ModelProvider;
import io.bloomline.schema.FinishReason;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;

/**
 * A model that answers with what it was asked: the prompt, or a vector of the text's length. Each code point is a token.
 * A text with the word {@code poison} in it is rejected, one with {@code misfit} shows a misconfigured model, and one with
 * {@code crash} shows a mistake in the tokenizer.
 */
@NullMarked
public record EchoModel(Output output, int maxTokens) implements ModelProvider {

    /** How many models are open in this process, to see that they are shared and closed. */
    public static final AtomicInteger OPEN = new AtomicInteger();

    /** How many have ever been opened in this process. */
    public static final AtomicInteger OPENED = new AtomicInteger();

    @Override
    public Model open() {
        OPEN.incrementAndGet();
        OPENED.incrementAndGet();
        return new Model(
                new ModelDescription(
                        "echo",
                        "7",
                        "CC0-1.0",
                        "local:nowhere",
                        output,
                        maxTokens,
                        8,
                        1,
                        false,
                        Set.of("en", "fr", "sw")),
                EchoModel::tokens,
                new EchoClient());
    }

    /** What it answers to one request. */
    public static Answer answer(InferenceRequest request) {
        return new Answer(EchoClient.echo(request), "7", "local:nowhere");
    }

    private static int[] tokens(String text) {
        if (text.contains("crash")) {
            throw new IllegalStateException("secret: " + text);
        }
        return text.codePoints().toArray();
    }

    private static final class EchoClient implements InferenceClient {
        @Override
        public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
            for (InferenceRequest request : batch) {
                if (request.text().contains("poison")) {
                    return CompletableFuture.failedFuture(
                            new FailureException(Failure.rejected("poison", "The model can't stand this document")));
                }
                if (request.text().contains("misfit")) {
                    return CompletableFuture.failedFuture(new FailureException(
                            Failure.misconfigured("misfit", "The model is not what it should be")));
                }
            }
            return CompletableFuture.completedFuture(
                    new InferenceResult(batch.stream().map(EchoClient::echo).toList(), "7", "local:nowhere"));
        }

        private static InferenceResponse echo(InferenceRequest request) {
            if (request instanceof InferenceRequest.Embed) {
                return new InferenceResponse.Embedded(new float[] {request.tokenIds().length, 1});
            }
            return new InferenceResponse.Generated(request.text(), 1, FinishReason.STOP);
        }

        @Override
        public void close() {
            OPEN.decrementAndGet();
        }
    }
}
