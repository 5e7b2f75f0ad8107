package io.bloomline.pipeline;

import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.ModelProvider;
import io.bloomline.schema.FinishReason;
import io.bloomline.testing.EchoModel;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers everything with one word. */
record BriefModel() implements ModelProvider {
    @Override
    public Model open() {
        Model echo = new EchoModel(Output.TEXT, 200).open();
        return new Model(echo.description(), echo.tokenizer(), new InferenceClient() {
            @Override
            public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
                InferenceResponse brief = new InferenceResponse.Generated("brief", 1, FinishReason.STOP);
                return CompletableFuture.completedFuture(
                        new InferenceResult(Collections.nCopies(batch.size(), brief), "7", "local:nowhere"));
            }

            @Override
            public void close() {
                echo.close();
            }
        });
    }
}
