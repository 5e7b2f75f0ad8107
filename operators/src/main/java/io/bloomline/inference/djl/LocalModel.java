package io.bloomline.inference.djl;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import java.nio.file.Path;

/** Puts a model together from its files: the one place that composes this package. */
final class LocalModel {

    private LocalModel() {}

    static Model open(LocalModelProvider provider, ModelFolder folder) {
        Path onnx = folder.required("model.onnx", "it holds the model itself");
        Path tokenizerFile = folder.required("tokenizer.json", "it turns text into the model's token ids");
        ModelConfig config = ModelConfig.read(folder);
        refuseStrangeTokenizer(tokenizerFile, onnx, config);
        LocalTokenizer tokenizer = LocalTokenizer.load(tokenizerFile);
        try {
            OnnxModel model = OnnxModel.load(onnx, coresPerBatch(provider.threads()));
            try {
                ModelDescription description = description(provider, folder, model.signature(), config);
                Network network = network(model, config, tokenizer, onnx);
                return new Model(
                        description, tokenizer, new LocalClient(description, network, provider.threads(), () -> {
                            model.close();
                            tokenizer.close();
                        }));
            } catch (RuntimeException e) {
                model.close();
                throw e;
            }
        } catch (RuntimeException | LinkageError e) {
            tokenizer.close();
            throw e;
        }
    }

    /** So that all batches together keep every core busy and none waits for another's. */
    private static int coresPerBatch(int threads) {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
    }

    private static Network network(OnnxModel model, ModelConfig config, LocalTokenizer tokenizer, Path onnx) {
        Signature signature = model.signature();
        if (signature instanceof Signature.Text text) {
            if (config.endIds().isEmpty()) {
                throw new FailureException(Failure.misconfigured(
                        "model-without-end",
                        "Neither config.json nor generation_config.json beside " + onnx
                                + " names an eos_token_id, so no text would ever end. Add it; BLOOM's is 2."));
            }
            return new Generator(model, text, config, tokenizer);
        }
        return new Embedder(model, signature instanceof Signature.Vector, config.padId());
    }

    private static ModelDescription description(
            LocalModelProvider provider, ModelFolder folder, Signature signature, ModelConfig config) {
        return new ModelDescription(
                provider.modelName(),
                folder.version(),
                config.licence(),
                "local:" + provider.repositoryFolder(),
                signature instanceof Signature.Text ? Output.TEXT : Output.VECTOR,
                config.maxTokens(),
                Integer.MAX_VALUE,
                1,
                false,
                config.languages());
    }

    private static void refuseStrangeTokenizer(Path tokenizerFile, Path onnx, ModelConfig config) {
        int given = ModelConfig.vocabularySizeOf(tokenizerFile);
        if (given > config.vocabularySize()) {
            throw new FailureException(Failure.misconfigured(
                    "tokenizer-vocabulary",
                    "Tokenizer " + tokenizerFile + " has a vocabulary of " + given + " tokens, but model " + onnx
                            + " knows " + config.vocabularySize()
                            + ". Put the tokenizer that the model was trained with beside it."));
        }
    }
}
