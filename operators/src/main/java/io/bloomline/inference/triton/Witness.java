package io.bloomline.inference.triton;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.Tokenizer;
import java.util.List;

/** Knows a request that a model in good health answers: the smallest seen so far, and a made-up one before. Thread-safe. */
final class Witness {

    private static final String TEXT = "a";

    private volatile InferenceRequest request;
    private volatile boolean seen;

    Witness(Output output, Tokenizer tokenizer) {
        int[] ids = tokenizer.encode(TEXT);
        this.request =
                output == Output.TEXT ? new Generate(TEXT, ids, GenerationParameters.greedy(1)) : new Embed(TEXT, ids);
    }

    InferenceRequest request() {
        return request;
    }

    /** Remembers one of these if it is the first or the smallest. */
    void saw(List<InferenceRequest> answered) {
        InferenceRequest first = answered.get(0);
        if (!seen || first.tokenIds().length < request.tokenIds().length) {
            request = first instanceof Generate generate
                    ? new Generate(generate.text(), generate.tokenIds(), GenerationParameters.greedy(1))
                    : first;
            seen = true;
        }
    }
}
