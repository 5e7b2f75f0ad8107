package io.bloomline.inference.djl;

import static io.bloomline.inference.djl.OnnxFile.FLOAT;
import static io.bloomline.inference.djl.OnnxFile.FREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModelProviderTest {

    private static final float[][] TABLE = new float[ToyRepository.VOCABULARY_SIZE][ToyRepository.VOCABULARY_SIZE];

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ToyRepository repository;

    @BeforeEach
    void writeAGoodModel() {
        repository = new ToyRepository(folder).with(ToyRepository.bigrams(TABLE));
    }

    @Test
    void opensTheHighestVersionByNumber() throws IOException {
        Files.move(repository.version(), folder.resolve("toy/10"));
        Files.createDirectories(folder.resolve("toy/9"));
        Files.createDirectories(folder.resolve("toy/old"));

        try (Model model = repository.provider().open()) {
            assertThat(model.description().version()).isEqualTo("10");
        }
    }

    @Test
    void takesWhatTheFilesDoNotSayFromBloom() {
        try (Model model = repository.provider().open()) {
            assertThat(model.description().licence()).isNull();
            assertThat(model.description().languages()).isEmpty();
            assertThat(model.description().maxTokens()).isEqualTo(2048);
        }
    }

    @Test
    void takesWhatTheFilesSay() {
        repository.write(
                "config.json",
                "{\"vocab_size\": 6, \"eos_token_id\": 0, \"license\": \"MIT\", \"languages\": [\"en\", \"fr\"],"
                        + " \"seq_length\": 77}");

        try (Model model = repository.provider().open()) {
            assertThat(model.description().licence()).isEqualTo("MIT");
            assertThat(model.description().languages()).isEqualTo(Set.of("en", "fr"));
            assertThat(model.description().maxTokens()).isEqualTo(77);
            assertThat(model.description().endpoint()).isEqualTo("local:" + folder);
        }
    }

    @Test
    void readsTheEndOfATextFromTheGenerationConfigFirst() {
        ModelFolder files = new ModelFolder(repository.version(), "1");
        assertThat(ModelConfig.read(files).endIds()).containsExactly(0);

        repository.write("generation_config.json", "{\"eos_token_id\": [3, 4], \"pad_token_id\": 2}");

        assertThat(ModelConfig.read(files).endIds()).containsExactlyInAnyOrder(3, 4);
        assertThat(ModelConfig.read(files).padId()).isEqualTo(2);
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertRefused(
                new LocalModelProvider(folder + "/nowhere", ToyRepository.MODEL, 1),
                "model-repository-missing",
                "/nowhere",
                "model.endpoint");
    }

    @Test
    void refusesAModelThatIsNotThereAndNamesThoseThatAre() throws IOException {
        Files.createDirectories(folder.resolve("other/1"));
        Files.createDirectories(folder.resolve("without-version"));

        assertRefused(
                new LocalModelProvider(folder.toString(), "Toi", 1),
                "model-missing",
                "'Toi'",
                "It holds: other, toy. Did you mean 'toy'?",
                "model.name");
    }

    @Test
    void guessesNoNameThatIsFarFromTheOneGiven() {
        assertThatThrownBy(() -> new LocalModelProvider(folder.toString(), "bloom", 1).open())
                .hasMessageContaining("It holds: toy.")
                .hasMessageNotContaining("Did you mean");
    }

    @Test
    void refusesAnEmptyRepository() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertRefused(new LocalModelProvider(empty.toString(), "toy", 1), "model-missing", "no model at all");
    }

    @Test
    void refusesAModelWithoutVersion() throws IOException {
        Files.createDirectories(folder.resolve("bare/latest"));

        assertRefused(
                new LocalModelProvider(folder.toString(), "bare", 1),
                "model-version-missing",
                folder.resolve("bare").toString());
    }

    @Test
    void refusesAVersionThatLacksAFile() throws IOException {
        for (String file : new String[] {"model.onnx", "tokenizer.json", "config.json"}) {
            Path path = repository.version().resolve(file);
            Path hidden = Files.move(path, folder.resolve("hidden"));

            assertRefused("model-file-missing", path.toString());
            Files.move(hidden, path);
        }
    }

    @Test
    void refusesAConfigThatIsNoJson() {
        repository.write("config.json", "{\"vocab_size\": ");

        assertRefused("model-file-unreadable", "config.json");
    }

    @Test
    void refusesAConfigWithoutVocabularySize() {
        repository.write("config.json", "{\"eos_token_id\": 0}");

        assertRefused("model-file-incomplete", "config.json", "vocab_size");
    }

    @Test
    void refusesATokenizerThatIsNone() {
        repository.write("tokenizer.json", "{\"model\": {\"vocab\": {}}}");

        assertRefused("tokenizer-unreadable", "tokenizer.json");
    }

    @Test
    void refusesATokenizerWithMoreTokensThanTheModel() {
        repository.write("tokenizer.json", ToyRepository.tokenizer(ToyRepository.VOCABULARY_SIZE + 1));

        assertRefused("tokenizer-vocabulary", "tokenizer.json", "7", "6");
    }

    @Test
    void refusesAFileThatIsNoOnnx() {
        repository.write("model.onnx", "none");

        assertRefused("model-unreadable", "model.onnx");
    }

    @Test
    void refusesAnOnnxFileThatWasCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(repository.version().resolve("model.onnx"));
        repository.write("model.onnx", Arrays.copyOf(whole, whole.length - 40));

        assertRefused("model-unreadable", "model.onnx");
    }

    @Test
    void refusesATextModelWithoutEnd() {
        repository.write("config.json", "{\"vocab_size\": 6}");

        assertRefused("model-without-end", "eos_token_id");
    }

    @Test
    void refusesACacheOfTheOldForm() {
        repository.with(ToyRepository.ids(new OnnxFile())
                .input("past_key_values.0.key", FLOAT, FREE, 1, FREE)
                .input("past_key_values.0.value", FLOAT, FREE, FREE, 1)
                .floats("table", new float[36], 6, 6)
                .node("Gather", "logits", new String[] {"table", "input_ids"})
                .output("logits", FLOAT, FREE, FREE, 6));

        assertRefused("model-old-cache", "past_key_values.0.key FLOAT[?, 1, ?]", "transformers 4.44");
    }

    @Test
    void refusesATextModelWithoutCache() {
        repository.with(ToyRepository.ids(new OnnxFile())
                .floats("table", new float[36], 6, 6)
                .node("Gather", "logits", new String[] {"table", "input_ids"})
                .output("logits", FLOAT, FREE, FREE, 6));

        assertRefused("model-without-cache", "text-generation-with-past");
    }

    @Test
    void refusesATextModelThatDoesNotGiveItsCacheBack() {
        repository.with(ToyRepository.ids(new OnnxFile())
                .input("past_key_values.0.key", FLOAT, FREE, 1, FREE, 1)
                .floats("table", new float[36], 6, 6)
                .node("Gather", "logits", new String[] {"table", "input_ids"})
                .output("logits", FLOAT, FREE, FREE, 6));

        assertRefused("model-signature", "present.N.key");
    }

    @Test
    void refusesOutputsItDoesNotKnowAndPrintsThem() {
        repository.with(ToyRepository.ids(new OnnxFile())
                .floats("table", new float[12], 6, 2)
                .node("Gather", "scores", new String[] {"table", "input_ids"})
                .output("scores", FLOAT, FREE, FREE, 2));

        assertRefused("model-signature", "scores FLOAT[?, ?, 2]", "input_ids INT64[?, ?]");
    }

    @Test
    void refusesInputsItCanNotFill() {
        repository.with(new OnnxFile()
                .input("pixels", FLOAT, FREE, 3)
                .node("Identity", "last_hidden_state", new String[] {"pixels"})
                .output("last_hidden_state", FLOAT, FREE, 3));

        assertRefused("model-signature", "pixels FLOAT[?, 3]", "input_ids and attention_mask");
    }

    private void assertRefused(String code, String... parts) {
        assertRefused(repository.provider(), code, parts);
    }

    private static void assertRefused(LocalModelProvider provider, String code, String... parts) {
        assertThatThrownBy(() -> provider.open().close())
                .hasMessageContainingAll(parts)
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.MISCONFIGURED);
                    assertThat(e.failure().code()).isEqualTo(code);
                });
    }
}
