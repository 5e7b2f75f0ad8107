package io.bloomline.inference.triton;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Generate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All generation parameters in one JSON object, under vLLM's names.
 *
 * @param spec    the tensor
 * @param batched whether it has a row per request
 * @param further members the job file adds; not to be changed
 */
record SamplingInput(TensorSpec spec, boolean batched, ObjectNode further) implements InputTensor {

    /** What the task says, and so the provenance; and how many texts come back, of which we can take one. */
    private static final Set<String> OURS = Set.of("max_tokens", "temperature", "top_k", "top_p", "seed", "n");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** With these further members; empty unless they are a JSON object without any that the task decides on. */
    static Optional<SamplingInput> parse(TensorSpec spec, boolean batched, String further) {
        try {
            JsonNode json = JSON.readTree(further);
            if (json instanceof ObjectNode object && OURS.stream().noneMatch(object::has)) {
                return Optional.of(new SamplingInput(spec, batched, object));
            }
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    @Override
    public Optional<TensorData> data(List<InferenceRequest> batch) {
        List<String> rows = batch.stream()
                .map(request -> json(((Generate) request).parameters()))
                .toList();
        return Optional.of(new TensorData(InputTensor.shape(spec, batched, batch.size(), 1), TensorWriter.texts(rows)));
    }

    private String json(GenerationParameters parameters) {
        ObjectNode json = further.deepCopy();
        json.put("max_tokens", parameters.maxTokens());
        json.put("temperature", parameters.temperature());
        if (!parameters.isGreedy()) {
            json.put("top_p", parameters.topP());
            json.put("seed", parameters.seed() & Long.MAX_VALUE);
            if (parameters.topK() > 0) {
                json.put("top_k", parameters.topK());
            }
        }
        return json.toString();
    }
}
