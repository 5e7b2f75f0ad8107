package io.bloomline.inference.djl;

import static io.bloomline.inference.djl.OnnxFile.FLOAT;
import static io.bloomline.inference.djl.OnnxFile.FREE;
import static io.bloomline.inference.djl.OnnxFile.INT64;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A model repository with models whose answers are plain to see; their tokens are the words {@code w0}, {@code w1} … */
final class ToyRepository {

    static final int VOCABULARY_SIZE = 6;
    /** Ends a text. */
    static final int END = 0;

    static final String MODEL = "toy";

    private final Path folder;

    ToyRepository(Path folder) {
        this.folder = folder;
    }

    Path version() {
        return folder.resolve(MODEL).resolve("1");
    }

    LocalModelProvider provider() {
        return provider(1);
    }

    LocalModelProvider provider(int threads) {
        return new LocalModelProvider(folder.toString(), MODEL, threads);
    }

    /** A model of which all files but the ONNX file are in order. */
    ToyRepository with(OnnxFile onnx) {
        write("model.onnx", onnx.bytes());
        write("config.json", "{\"vocab_size\": 6, \"eos_token_id\": 0, \"pad_token_id\": 5}");
        write("tokenizer.json", tokenizer(VOCABULARY_SIZE));
        return this;
    }

    ToyRepository write(String file, String content) {
        return write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    ToyRepository write(String file, byte[] content) {
        try {
            Files.createDirectories(version());
            Files.write(version().resolve(file), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String tokenizer(int vocabularySize) {
        List<String> words = new ArrayList<>();
        for (int id = 0; id < vocabularySize; id++) {
            words.add("\"w" + id + "\": " + id);
        }
        return "{\"version\": \"1.0\", \"added_tokens\": [], \"pre_tokenizer\": {\"type\": \"WhitespaceSplit\"},"
                + " \"model\": {\"type\": \"WordLevel\", \"unk_token\": \"w5\", \"vocab\": {"
                + String.join(", ", words) + "}}}";
    }

    /**
     * A text model that looks at the newest token only.
     *
     * @param logits a row per token: the logits of what comes after it
     */
    static OnnxFile bigrams(float[][] logits) {
        return ids(new OnnxFile())
                .input("past_key_values.0.key", FLOAT, FREE, 1, FREE, 1)
                .input("past_key_values.0.value", FLOAT, FREE, 1, FREE, 1)
                .floats("table", flat(logits), logits.length, logits[0].length)
                .integers("head_and_size", 1, 3)
                .node("Cast", "numbers", new String[] {"input_ids"}, "to", FLOAT)
                .node("Unsqueeze", "new", new String[] {"numbers", "head_and_size"})
                .node("Concat", "present.0.key", new String[] {"past_key_values.0.key", "new"}, "axis", 2)
                .node("Concat", "present.0.value", new String[] {"past_key_values.0.value", "new"}, "axis", 2)
                .node("Gather", "logits", new String[] {"table", "input_ids"})
                .output("logits", FLOAT, FREE, FREE, logits[0].length)
                .output("present.0.key", FLOAT, FREE, 1, FREE, 1)
                .output("present.0.value", FLOAT, FREE, 1, FREE, 1);
    }

    /** A model that gives each token its row of the table. */
    static OnnxFile tokenVectors(float[][] table) {
        return ids(new OnnxFile())
                .floats("table", flat(table), table.length, table[0].length)
                .node("Gather", "last_hidden_state", new String[] {"table", "input_ids"})
                .output("last_hidden_state", FLOAT, FREE, FREE, table[0].length);
    }

    /** The inputs that every model has. */
    static OnnxFile ids(OnnxFile file) {
        return file.input("input_ids", INT64, FREE, FREE).input("attention_mask", INT64, FREE, FREE);
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, flat, row * rows[0].length, rows[0].length);
        }
        return flat;
    }
}
