package io.bloomline.preparation;

import static io.bloomline.failure.Failure.rejected;

import io.bloomline.document.DocumentLimits;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.Tokenizer;
import io.bloomline.schema.Document;
import java.util.List;
import java.util.Locale;

/** Refuses documents that would have the model read, be asked or write more than one document may. */
final class Limited implements Preparation {

    /** UTF-8 has 3 bytes for a character of Java's, normal forms make at most 11 times as many of them, and no token has none. */
    private static final long MOST_TOKENS_OF_A_CHARACTER = 33;

    private final Preparation prepared;
    private final DocumentLimits limits;
    private final Tokenizer tokenizer;

    Limited(Preparation prepared, DocumentLimits limits, Tokenizer tokenizer) {
        this.prepared = prepared;
        this.limits = limits;
        this.tokenizer = tokenizer;
    }

    @Override
    public Dialogue<List<Draft>> prepare(Document document) {
        checkTokens(document.getText());
        return bounded(prepared.prepare(document), 0, 0);
    }

    @Override
    public List<String> keySuffixes() {
        return prepared.keySuffixes();
    }

    /** Before the text is divided once for each language. A text that can't have too many isn't counted. */
    private void checkTokens(String text) {
        if (!tokenizer.isExact() || text.length() * MOST_TOKENS_OF_A_CHARACTER <= limits.maxTokens()) {
            return;
        }
        int tokens = tokenizer.encode(text).length;
        if (tokens > limits.maxTokens()) {
            throw refusal(
                    "too-many-tokens",
                    "The document's text has %,d tokens; limits.max-tokens is %,d",
                    tokens,
                    limits.maxTokens());
        }
    }

    /** The same dialogue, until it asks for too much. */
    private <T> Dialogue<T> bounded(Dialogue<T> dialogue, int segmentsBefore, long outputTokensBefore) {
        if (!(dialogue instanceof Dialogue.Ask<T> ask)) {
            return dialogue;
        }
        int segments = segmentsBefore + ask.requests().size();
        if (segments > limits.maxSegments()) {
            throw refusal(
                    "too-many-segments",
                    "The document takes %,d requests to the model; limits.max-segments is %,d",
                    segments,
                    limits.maxSegments());
        }
        long outputTokens = outputTokensBefore + outputTokens(ask.requests());
        if (outputTokens > limits.maxOutputTokens()) {
            throw refusal(
                    "too-many-output-tokens",
                    "The document's answers may take %,d tokens in all; limits.max-output-tokens is %,d",
                    outputTokens,
                    limits.maxOutputTokens());
        }
        return new Dialogue.Ask<>(
                ask.requests(), answers -> bounded(ask.then().apply(answers), segments, outputTokens));
    }

    private static long outputTokens(List<InferenceRequest> requests) {
        long tokens = 0;
        for (InferenceRequest request : requests) {
            if (request instanceof InferenceRequest.Generate generate) {
                tokens += generate.parameters().maxTokens();
            }
        }
        return tokens;
    }

    private static FailureException refusal(String code, String message, long found, long limit) {
        return new FailureException(rejected(code, String.format(Locale.ROOT, message, found, limit)));
    }
}
