package io.bloomline.inference.djl;

import ai.djl.translate.TranslateException;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResponse.Generated;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the texts of a batch side by side, a token each at a time, until the last has ended. What a text becomes
 * depends on its own request alone.
 */
final class Generator implements Network {

    /**
     * The model gives logits for every token of a prompt, though only those of the last are wanted. With BLOOM's
     * vocabulary a token's are a megabyte, so long prompts are read in parts that stay about this large.
     */
    private static final int LOGITS_AT_ONCE = 8 << 20;

    private final OnnxModel model;
    private final Signature.Text signature;
    private final ModelConfig config;
    private final LocalTokenizer tokenizer;

    Generator(OnnxModel model, Signature.Text signature, ModelConfig config, LocalTokenizer tokenizer) {
        this.model = model;
        this.signature = signature;
        this.config = config;
        this.tokenizer = tokenizer;
    }

    @Override
    public List<InferenceResponse> answer(List<InferenceRequest> batch) throws TranslateException {
        List<Writing> writings = new ArrayList<>(batch.size());
        for (InferenceRequest request : batch) {
            writings.add(new Writing((Generate) request, config.endIds()));
        }
        int columnsAtOnce = Math.max(1, LOGITS_AT_ONCE / (writings.size() * config.vocabularySize()));
        try (Computation computation = model.newComputation()) {
            write(writings, new Decoder(computation, signature, writings.size(), columnsAtOnce));
        }
        return writings.stream().map(this::response).toList();
    }

    private void write(List<Writing> writings, Decoder decoder) throws TranslateException {
        List<Writing> rows = writings;
        TokenGrid unread = TokenGrid.of(rows.stream().map(Writing::promptIds).toList(), config.padId());
        while (unread.rows() > 0) {
            float[][] logits = decoder.read(unread);
            for (int row = 0; row < rows.size(); row++) {
                if (!rows.get(row).isFinished()) {
                    rows.get(row).goOn(logits[row]);
                }
            }
            rows = withoutFinished(rows, decoder);
            unread = newest(rows);
        }
    }

    /** Finished rows are computed on with the others; dropping them costs a copy, so half must have finished. */
    private static List<Writing> withoutFinished(List<Writing> rows, Decoder decoder) {
        int[] unfinished = IntStream.range(0, rows.size())
                .filter(row -> !rows.get(row).isFinished())
                .toArray();
        if (unfinished.length == 0) {
            return List.of();
        }
        if (unfinished.length > rows.size() / 2) {
            return rows;
        }
        decoder.keep(unfinished);
        return IntStream.of(unfinished).mapToObj(rows::get).toList();
    }

    /** One column: each row's newest token, and none where the text has ended. */
    private TokenGrid newest(List<Writing> rows) {
        long[] ids = new long[rows.size()];
        long[] mask = new long[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            boolean goesOn = !rows.get(row).isFinished();
            ids[row] = goesOn ? rows.get(row).newest() : config.padId();
            mask[row] = goesOn ? 1 : 0;
        }
        return new TokenGrid(rows.size(), 1, ids, mask);
    }

    private InferenceResponse response(Writing writing) {
        long[] ids = writing.written();
        return new Generated(tokenizer.decode(ids).strip(), ids.length, writing.finishReason());
    }
}
