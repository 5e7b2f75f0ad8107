package io.bloomline.inference.triton;

import io.bloomline.inference.InferenceRequest;
import java.util.List;
import java.util.Optional;

/**
 * Something about each token of each text, for a model that reads token ids.
 *
 * @param spec    the tensor
 * @param role    {@link Role#INPUT} for the ids; or mask, token types, positions
 * @param layout  how the tokens lie in it
 */
record TokenInput(TensorSpec spec, Role role, TokenLayout layout) implements InputTensor {

    @Override
    public Optional<TensorData> data(List<InferenceRequest> batch) {
        TokenRows rows = layout.rows(batch);
        TensorWriter tensor = new TensorWriter(spec.type(), (long) batch.size() * rows.width());
        for (int row = 0; row < batch.size(); row++) {
            int[] ids = rows.texts().get(row);
            int start = rows.start(row);
            for (int column = 0; column < rows.width(); column++) {
                int token = column - start;
                boolean there = token >= 0 && token < ids.length;
                tensor.integer(
                        switch (role) {
                            case INPUT -> there ? ids[token] : layout.padId();
                            case MASK -> there ? 1 : 0;
                            case POSITIONS -> there ? token : 0;
                            default -> 0;
                        });
            }
        }
        List<Long> shape = InputTensor.shape(spec, layout.batched(), batch.size(), rows.width());
        return Optional.of(new TensorData(shape, tensor.written()));
    }
}
