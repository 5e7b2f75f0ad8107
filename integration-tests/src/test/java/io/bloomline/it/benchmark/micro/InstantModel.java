package io.bloomline.it.benchmark.micro;

import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelProvider;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A model that answers on the spot and for nothing: what is left is the cost of asking. */
record InstantModel() implements ModelProvider {

    @Override
    public Model open() {
        return new Model(Samples.MODEL, Samples.TOKENIZER, new Client());
    }

    private static final class Client implements InferenceClient {

        @Override
        public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
            return CompletableFuture.completedFuture(
                    new InferenceResult(Collections.nCopies(batch.size(), Samples.RESPONSE), "1", Samples.ENDPOINT));
        }

        @Override
        public void close() {}
    }
}
