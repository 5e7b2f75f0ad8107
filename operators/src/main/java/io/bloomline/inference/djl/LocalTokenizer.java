package io.bloomline.inference.djl;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.Encoding;
import io.bloomline.inference.Tokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.LongStream;

/** The tokenizer of a {@code tokenizer.json}. */
final class LocalTokenizer implements Tokenizer, AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;
    /** Native memory must not be freed under one who is encoding. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    private final boolean addsSpecialTokens;
    private final Set<Integer> specialIds;

    private LocalTokenizer(HuggingFaceTokenizer tokenizer, boolean addsSpecialTokens, Set<Integer> specialIds) {
        this.tokenizer = tokenizer;
        this.addsSpecialTokens = addsSpecialTokens;
        this.specialIds = specialIds;
    }

    /** Adds no special tokens, as BLOOM knows none around a text. */
    static LocalTokenizer load(Path file) {
        return load(file, false);
    }

    /**
     * Loads a tokenizer. The names of special tokens within a text are plain text to it.
     *
     * @param addsSpecialTokens whether to put those around a text that the file names, such as BERT's {@code [CLS]}
     */
    static LocalTokenizer load(Path file, boolean addsSpecialTokens) {
        try {
            SpecialTokens specialTokens = SpecialTokens.takenFrom(file);
            // Left to itself, DJL cuts every text after 512 tokens and says nothing.
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(specialTokens.tokenizer().getBytes(UTF_8)),
                    Map.of(
                            "truncation", "false",
                            "padding", "false",
                            "addSpecialTokens", Boolean.toString(addsSpecialTokens)));
            return new LocalTokenizer(tokenizer, addsSpecialTokens, specialTokens.ids());
        } catch (IOException | RuntimeException e) {
            throw new FailureException(
                    Failure.misconfigured(
                            "tokenizer-unreadable",
                            "Tokenizer " + file + " can't be loaded: " + e.getMessage()
                                    + ". It must be the tokenizer.json of a Hugging Face fast tokenizer."),
                    e);
        }
    }

    @Override
    public int[] encode(String text) {
        return narrow(encoding(text).getIds());
    }

    @Override
    public Encoding encodeWithEnds(String text) {
        ai.djl.huggingface.tokenizers.Encoding encoding = encoding(text);
        return new Encoding(narrow(encoding.getIds()), TokenEnds.of(encoding.getCharTokenSpans(), text));
    }

    private ai.djl.huggingface.tokenizers.Encoding encoding(String text) {
        use.readLock().lock();
        try {
            return open().encode(text, addsSpecialTokens, false);
        } finally {
            use.readLock().unlock();
        }
    }

    private static int[] narrow(long[] ids) {
        int[] narrow = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            narrow[i] = (int) ids[i];
        }
        return narrow;
    }

    /** The text of the ids, without special tokens. */
    String decode(long[] ids) {
        long[] textIds =
                LongStream.of(ids).filter(id -> !specialIds.contains((int) id)).toArray();
        use.readLock().lock();
        try {
            return open().decode(textIds, true);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            closed = true;
            tokenizer.close();
        } finally {
            use.writeLock().unlock();
        }
    }

    private HuggingFaceTokenizer open() {
        if (closed) {
            throw new IllegalStateException("The tokenizer is closed");
        }
        return tokenizer;
    }
}
