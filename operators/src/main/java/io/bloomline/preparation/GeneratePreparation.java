package io.bloomline.preparation;

import io.bloomline.inference.Answer;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.schema.Document;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request per document: the job's prompt around its text. What is too long is refused, or asked in parts. */
final class GeneratePreparation implements Preparation {

    private static final String MAX_TOKENS = "task.generate.max-tokens";

    private final PromptTemplate prompt;
    private final String promptHash;
    private final GenerationParameters parameters;
    private final Map<String, String> facts;
    private final DocumentCheck check;
    private final TokenBudget budget;
    private final @Nullable MapReduce mapReduce;

    GeneratePreparation(Task.Generate task, DocumentCheck check, TokenBudget budget) {
        this.prompt = new PromptTemplate("job", task.prompt());
        this.promptHash = prompt.hash();
        this.parameters = task.parameters();
        this.facts = Facts.of(parameters);
        this.check = check;
        this.budget = budget;
        budget.reserve(parameters.maxTokens(), MAX_TOKENS);
        this.mapReduce = task.combinePrompt() == null
                ? null
                : MapReduce.of(prompt, new PromptTemplate("combine", task.combinePrompt()), parameters, budget);
    }

    @Override
    public Dialogue<List<Draft>> prepare(Document document) {
        check.text(document);
        Dialogue<Draft> answer = mapReduce == null
                ? whole(document)
                : mapReduce.answer(document.getText(), document.getLanguage()).map(parts -> draft(document, parts));
        return answer.map(List::of);
    }

    private Dialogue<Draft> whole(Document document) {
        String text = prompt.render(Map.of("text", document.getText()));
        int[] ids = budget.encodePrompt(text, parameters.maxTokens(), MAX_TOKENS);
        InferenceRequest request = new InferenceRequest.Generate(text, ids, parameters);
        return Dialogue.once(List.of(request), answers -> {
            Answer answer = answers.get(0);
            Generated generated = (Generated) answer.response();
            return draft(document, new Combined(generated.text(), List.of(new Exchange(request, answer)), Map.of()));
        });
    }

    private Draft draft(Document document, Combined answer) {
        return new Draft(
                "",
                document.getLanguage(),
                null,
                new Draft.Body.Written(answer.text(), Endings.of(answer.exchanges())),
                new Draft.Origin(
                        answer.exchanges(),
                        prompt.id(),
                        promptHash,
                        answer.facts().isEmpty() ? facts : Facts.with(facts, answer.facts())));
    }

    @Override
    public List<String> keySuffixes() {
        return List.of("");
    }
}
