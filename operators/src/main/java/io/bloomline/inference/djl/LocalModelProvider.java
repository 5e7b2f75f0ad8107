package io.bloomline.inference.djl;

import ai.djl.engine.EngineException;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelProvider;

/**
 * Opens a model from a folder and runs it inside this process.
 *
 * <p>It reads {@code <repositoryFolder>/<modelName>/<version>/}, of the highest version there: {@code model.onnx},
 * {@code tokenizer.json}, {@code config.json} and, if there is one, {@code generation_config.json}. That is what Optimum
 * exports for a BLOOM, so a BLOOM of your own that is put there is opened too.
 *
 * @param repositoryFolder the model repository, the same folder that Triton serves
 * @param modelName        folder of the model in it
 * @param threads          most batches computed at once, at least 1; each gets an equal share of this machine's cores. As
 *                         many as there are cores is best for a small model, whose steps are too short to be divided
 */
public record LocalModelProvider(String repositoryFolder, String modelName, int threads) implements ModelProvider {

    public LocalModelProvider {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
        }
    }

    @Override
    public Model open() {
        ModelFolder folder = ModelFolder.find(repositoryFolder, modelName);
        try {
            return DjlRuntime.prepared(() -> LocalModel.open(this, folder));
        } catch (LinkageError | EngineException e) {
            throw new FailureException(
                    Failure.misconfigured(
                            "native-library",
                            "The native libraries of the model runtime can't be loaded: " + e.getMessage()
                                    + ". They are in the jars of DJL and ONNX Runtime, for Linux, macOS and Windows; on"
                                    + " a cluster, put those jars into Flink's lib folder."),
                    e);
        }
    }
}
