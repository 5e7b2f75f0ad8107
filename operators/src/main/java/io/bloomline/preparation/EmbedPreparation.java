package io.bloomline.preparation;

import io.bloomline.inference.InferenceRequest;
import io.bloomline.language.Language;
import io.bloomline.schema.Chunk;
import io.bloomline.schema.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    public List<PreparedRequest> prepare(Document document) {
        check.text(document);
        Language language = check.language(document);
        List<Chunker.Piece> pieces = chunker.divide(document.getText());
        List<PreparedRequest> requests = new ArrayList<>(pieces.size());
        for (Chunker.Piece piece : pieces) {
            boolean whole = pieces.size() == 1;
            int index = requests.size();
            requests.add(new PreparedRequest(
                    new InferenceRequest.Embed(piece.text(), piece.tokenIds()),
                    whole ? "" : "#" + index,
                    language == null ? null : document.getLanguage(),
                    whole ? null : new Chunk(index, pieces.size()),
                    null,
                    null,
                    Map.of()));
        }
        return requests;
    }

    @Override
    public List<String> keySuffixes() {
        return List.of("");
    }
}
