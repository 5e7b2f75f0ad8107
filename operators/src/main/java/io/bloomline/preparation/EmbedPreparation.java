package io.bloomline.preparation;

import static io.bloomline.failure.Failure.misconfigured;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.preparation.Task.Embed.Chunks;
import io.bloomline.schema.Chunk;
import io.bloomline.schema.Document;
import io.bloomline.text.Divider;
import io.bloomline.text.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request per document, or one per chunk where the document is longer than the model accepts. */
final class EmbedPreparation implements Preparation {

    private final DocumentCheck check;
    private final Divider divider;
    private final boolean pooled;
    private final Map<String, String> chunkFacts;

    EmbedPreparation(Task.Embed task, DocumentCheck check, TokenBudget budget) {
        int limit = budget.model().maxTokens();
        int maxTokens = task.maxTokens() == 0 ? limit : Math.min(task.maxTokens(), limit);
        if (task.overlap() > maxTokens / 2) {
            throw new FailureException(misconfigured(
                    "overlap-over-chunk",
                    "task.embed.overlap is %d, and a chunk has %d tokens: make it at most half of that"
                            .formatted(task.overlap(), maxTokens)));
        }
        this.check = check;
        this.divider = Divider.ofTexts(budget.tokenizer(), maxTokens, task.overlap());
        this.pooled = task.chunks() == Chunks.POOLED;
        this.chunkFacts =
                Map.of("max-tokens", Integer.toString(maxTokens), "overlap", Integer.toString(task.overlap()));
    }

    @Override
    public Dialogue<List<Draft>> prepare(Document document) {
        check.text(document);
        List<Piece> pieces = divider.divide(document.getText(), document.getLanguage());
        List<InferenceRequest> requests = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            requests.add(new InferenceRequest.Embed(piece.text(), piece.tokenIds()));
        }
        return Dialogue.once(requests, answers -> {
            List<Exchange> exchanges = Exchange.of(requests, answers);
            if (exchanges.size() == 1) {
                return List.of(draft(document.getLanguage(), "", null, exchanges, Map.of()));
            }
            return pooled
                    ? List.of(draft(document.getLanguage(), "", null, exchanges, pooledFacts(exchanges.size())))
                    : perChunk(document, pieces, exchanges);
        });
    }

    private Map<String, String> pooledFacts(int chunks) {
        return Facts.with(chunkFacts, Map.of("chunks", "pooled", "parts", Integer.toString(chunks)));
    }

    private List<Draft> perChunk(Document document, List<Piece> pieces, List<Exchange> exchanges) {
        List<Draft> drafts = new ArrayList<>(pieces.size());
        CodePoints places = new CodePoints(document.getText());
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            int start = places.before(piece.start());
            int end = start + piece.text().codePointCount(0, piece.text().length());
            drafts.add(draft(
                    document.getLanguage(),
                    "#" + i,
                    new Chunk(i, pieces.size(), start, end),
                    List.of(exchanges.get(i)),
                    chunkFacts));
        }
        return drafts;
    }

    private static Draft draft(
            @Nullable String language,
            String keySuffix,
            @Nullable Chunk chunk,
            List<Exchange> exchanges,
            Map<String, String> parameters) {
        float[] vector = exchanges.size() == 1
                ? ((Embedded) exchanges.get(0).answer().response()).vector()
                : PooledVector.of(exchanges);
        return new Draft(
                keySuffix,
                language,
                chunk,
                new Draft.Body.Vector(vector),
                new Draft.Origin(exchanges, null, null, parameters));
    }

    @Override
    public List<String> keySuffixes() {
        return List.of("");
    }
}
