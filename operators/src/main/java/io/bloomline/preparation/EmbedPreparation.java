package io.bloomline.preparation;

import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.schema.Chunk;
import io.bloomline.schema.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request per document, or one per chunk where the document is longer than the model accepts. */
final class EmbedPreparation implements Preparation {

    private final DocumentCheck check;
    private final Chunker chunker;

    EmbedPreparation(Task.Embed task, DocumentCheck check, TokenBudget budget) {
        this.check = check;
        int limit = budget.model().maxTokens();
        this.chunker =
                new Chunker(budget.tokenizer(), task.maxTokens() == 0 ? limit : Math.min(task.maxTokens(), limit));
    }

    @Override
    public Dialogue<List<Draft>> prepare(Document document) {
        check.text(document);
        List<Chunker.Piece> pieces = chunker.divide(document.getText());
        List<InferenceRequest> requests = new ArrayList<>(pieces.size());
        for (Chunker.Piece piece : pieces) {
            requests.add(new InferenceRequest.Embed(piece.text(), piece.tokenIds()));
        }
        return Dialogue.once(requests, answers -> drafts(document.getLanguage(), Exchange.of(requests, answers)));
    }

    private static List<Draft> drafts(@Nullable String language, List<Exchange> exchanges) {
        int count = exchanges.size();
        List<Draft> drafts = new ArrayList<>(count);
        int end = 0;
        for (Exchange exchange : exchanges) {
            int index = drafts.size();
            int start = end;
            String text = exchange.request().text();
            end += text.codePointCount(0, text.length());
            Embedded embedded = (Embedded) exchange.answer().response();
            drafts.add(new Draft(
                    count == 1 ? "" : "#" + index,
                    language,
                    count == 1 ? null : new Chunk(index, count, start, end),
                    new Draft.Body.Vector(embedded.vector()),
                    new Draft.Origin(List.of(exchange), null, null, Map.of())));
        }
        return drafts;
    }

    @Override
    public List<String> keySuffixes() {
        return List.of("");
    }
}
