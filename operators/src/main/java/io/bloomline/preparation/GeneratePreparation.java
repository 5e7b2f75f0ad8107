package io.bloomline.preparation;

import io.bloomline.inference.Answer;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.schema.Document;
import java.util.List;
import java.util.Map;

/** One request per document: the job's prompt around its text. */
final class GeneratePreparation implements Preparation {

    private static final String MAX_TOKENS = "task.generate.max-tokens";

    private final PromptTemplate prompt;
    private final String promptHash;
    private final GenerationParameters parameters;
    private final Map<String, String> facts;
    private final DocumentCheck check;
    private final TokenBudget budget;

    GeneratePreparation(Task.Generate task, DocumentCheck check, TokenBudget budget) {
        this.prompt = new PromptTemplate("job", task.prompt());
        this.promptHash = prompt.hash();
        this.parameters = task.parameters();
        this.facts = GenerationFacts.of(parameters);
        this.check = check;
        this.budget = budget;
        budget.reserve(parameters.maxTokens(), MAX_TOKENS);
    }

    @Override
    public Dialogue<List<Draft>> prepare(Document document) {
        check.text(document);
        String text = prompt.render(Map.of("text", document.getText()));
        int[] ids = budget.encodePrompt(text, parameters.maxTokens(), MAX_TOKENS);
        InferenceRequest request = new InferenceRequest.Generate(text, ids, parameters);
        return Dialogue.once(List.of(request), answers -> {
            Answer answer = answers.get(0);
            Generated generated = (Generated) answer.response();
            return List.of(new Draft(
                    "",
                    document.getLanguage(),
                    null,
                    new Draft.Body.Written(generated.text(), generated.finishReason()),
                    new Draft.Origin(List.of(new Exchange(request, answer)), prompt.id(), promptHash, facts)));
        });
    }

    @Override
    public List<String> keySuffixes() {
        return List.of("");
    }
}
