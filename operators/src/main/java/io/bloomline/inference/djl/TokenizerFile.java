package io.bloomline.inference.djl;

import ai.djl.engine.EngineException;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.Encoding;
import io.bloomline.inference.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A tokenizer by itself, for a model that is somewhere else. Puts those special tokens around a text that its file names,
 * so that even an empty text may have some. Thread-safe.
 */
public final class TokenizerFile implements Tokenizer, AutoCloseable {

    private final LocalTokenizer tokenizer;

    private TokenizerFile(LocalTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Opens a {@code tokenizer.json}.
     *
     * @param file a Hugging Face fast tokenizer
     * @throws FailureException {@code MISCONFIGURED} when it is none
     */
    public static TokenizerFile open(Path file) {
        if (!Files.isReadable(file)) {
            throw new FailureException(Failure.misconfigured(
                    "tokenizer-missing",
                    "Tokenizer " + file.toAbsolutePath().normalize()
                            + " is not there or can't be read; it must be on every machine that asks the model."));
        }
        try {
            return DjlRuntime.prepared(() -> new TokenizerFile(LocalTokenizer.load(file, true)));
        } catch (LinkageError | EngineException e) {
            throw new FailureException(
                    Failure.misconfigured(
                            "native-library",
                            "The native library of the tokenizers can't be loaded: " + e.getMessage()
                                    + ". It is in their jar, for Linux, macOS and Windows; on a cluster, put that jar"
                                    + " into Flink's lib folder."),
                    e);
        }
    }

    @Override
    public int[] encode(String text) {
        return tokenizer.encode(text);
    }

    @Override
    public Encoding encodeWithEnds(String text) {
        return tokenizer.encodeWithEnds(text);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
