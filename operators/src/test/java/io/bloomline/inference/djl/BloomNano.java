package io.bloomline.inference.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The model that comes with the project, and what the framework that trained it says it answers. */
final class BloomNano {

    static final String REPOSITORY = "../deploy/triton/model-repository";
    static final String TEXT = "bloom-nano";
    static final String VECTOR = "bloom-nano-embedding";

    private static final JsonNode REFERENCE = json("../deploy/triton/bloom-nano/reference.json");

    private BloomNano() {}

    /** A text, its token ids, and its vector. */
    @SuppressWarnings("ArrayRecordComponent") // test data, compared by nobody
    record ReferenceText(String text, int[] ids, float[] embedding) {
        Embed request() {
            return new Embed(text, ids);
        }
    }

    /** A prompt, its token ids, and its greedy continuation. */
    @SuppressWarnings("ArrayRecordComponent") // test data, compared by nobody
    record ReferencePrompt(String prompt, int[] ids, int[] generatedIds, boolean ended, String generatedText) {
        Generate request(GenerationParameters parameters) {
            return new Generate(prompt, ids, parameters);
        }
    }

    static Model open(String name) {
        return new LocalModelProvider(REPOSITORY, name, 1).open();
    }

    static int maxNewTokens() {
        return REFERENCE.path("max_new_tokens").asInt();
    }

    static int longestSequence() {
        return REFERENCE.path("longest_sequence").asInt();
    }

    /** The languages that the model's own file names. */
    static Set<String> languages() {
        return stream(json(REPOSITORY + "/" + VECTOR + "/1/config.json").path("languages"))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    static List<ReferenceText> texts() {
        return stream(REFERENCE.path("texts"))
                .map(entry -> new ReferenceText(
                        entry.path("text").asText(), ints(entry.path("ids")), floats(entry.path("embedding"))))
                .toList();
    }

    static List<ReferencePrompt> prompts() {
        return stream(REFERENCE.path("prompts"))
                .map(entry -> new ReferencePrompt(
                        entry.path("prompt").asText(),
                        ints(entry.path("prompt_ids")),
                        ints(entry.path("generated_ids")),
                        entry.path("ended").asBoolean(),
                        entry.path("generated_text").asText()))
                .toList();
    }

    static List<Generated> generate(Model model, List<Generate> batch) {
        return answer(model, batch).stream().map(Generated.class::cast).toList();
    }

    static List<float[]> embed(Model model, List<Embed> batch) {
        return answer(model, batch).stream()
                .map(Embedded.class::cast)
                .map(Embedded::vector)
                .toList();
    }

    private static List<InferenceResponse> answer(Model model, List<? extends InferenceRequest> batch) {
        return model.client().infer(new ArrayList<>(batch)).join().responses();
    }

    private static JsonNode json(String file) {
        try {
            return new ObjectMapper().readTree(Path.of(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static int[] ints(JsonNode list) {
        return stream(list).mapToInt(JsonNode::asInt).toArray();
    }

    private static float[] floats(JsonNode list) {
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) list.path(i).asDouble();
        }
        return floats;
    }
}
