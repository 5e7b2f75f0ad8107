package io.bloomline.inference.triton;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Generate;
import java.util.List;
import java.util.Optional;

/**
 * One of the generation parameters.
 *
 * @param spec    the tensor
 * @param role    which parameter
 * @param batched whether the tensor has a row per request
 * @param hasTopK whether the model also takes the number of tokens to choose among; "the likeliest only" says greedy
 *                without dividing by a temperature of zero
 */
record ParameterInput(TensorSpec spec, Role role, boolean batched, boolean hasTopK) implements InputTensor {

    @Override
    public Optional<TensorData> data(List<InferenceRequest> batch) {
        List<GenerationParameters> rows =
                batch.stream().map(request -> ((Generate) request).parameters()).toList();
        if (spec.optional() && rows.stream().allMatch(GenerationParameters::isGreedy) && !saysGreedy()) {
            return Optional.empty();
        }
        TensorWriter tensor = new TensorWriter(spec.type(), rows.size());
        for (GenerationParameters row : rows) {
            switch (role) {
                case MAX_TOKENS -> tensor.integer(row.maxTokens());
                case TOP_K -> tensor.integer(row.isGreedy() ? 1 : row.topK());
                case SEED -> tensor.integer(seed(row));
                case TEMPERATURE -> tensor.real(row.isGreedy() && hasTopK ? 1 : row.temperature());
                case TOP_P -> tensor.real(row.isGreedy() ? 1 : row.topP());
                default -> throw new IllegalStateException(role + " is no generation parameter");
            }
        }
        return Optional.of(new TensorData(InputTensor.shape(spec, batched, batch.size(), 1), tensor.written()));
    }

    private boolean saysGreedy() {
        return switch (role) {
            case MAX_TOKENS, TOP_K -> true;
            case TEMPERATURE -> !hasTopK;
            default -> false;
        };
    }

    /** As much of it as fits, and never negative, which some models take for "any". */
    private long seed(GenerationParameters row) {
        return row.seed() & (spec.type().size() < Long.BYTES ? Integer.MAX_VALUE : Long.MAX_VALUE);
    }
}
