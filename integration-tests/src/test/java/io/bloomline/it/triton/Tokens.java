package io.bloomline.it.triton;

import io.bloomline.inference.djl.TokenizerFile;
import io.bloomline.it.support.kserve.KServeServer;
import java.nio.file.Path;

/** The small model's token ids. */
final class Tokens {

    /** Where its tokenizer is. */
    static final Path FILE = KServeServer.REPOSITORY.resolve(KServeServer.TEXT).resolve("1/tokenizer.json");

    /** Open for as long as the process is. */
    private static final TokenizerFile TOKENIZER = TokenizerFile.open(FILE);

    private Tokens() {}

    static int[] of(String text) {
        return TOKENIZER.encode(text);
    }
}
