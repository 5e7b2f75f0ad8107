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

    private final Questions questions;
    private final GenerationParameters parameters;
    private final Map<String, String> facts;
    private final DocumentCheck check;
    private final TokenBudget budget;
    private final @Nullable MapReduce mapReduce;

    GeneratePreparation(Task.Generate task, DocumentCheck check, TokenBudget budget) {
        this.questions = new Questions(task.prompts(), null, budget.tokenizer());
        this.parameters = task.parameters();
        this.facts = Facts.of(parameters);
        this.check = check;
        this.budget = budget;
        budget.reserve(parameters.maxTokens(), MAX_TOKENS);
        this.mapReduce = task.combinePrompts() == null
                ? null
                : MapReduce.of(new Questions(task.combinePrompts(), null, budget.tokenizer()), parameters, budget);
    }

    @Override
    public Dialogue<List<Draft>> prepare(Document document) {
        check.text(document);
        Question question = questions.about(document.getLanguage());
        Dialogue<Combined> answer = mapReduce == null
                ? whole(question, document.getText())
                : mapReduce.answer(question, document.getText(), document.getLanguage());
        return answer.map(combined -> List.of(draft(question, document, combined)));
    }

    private Dialogue<Combined> whole(Question question, String document) {
        String text = question.about(document);
        int[] ids = budget.encodePrompt(text, parameters.maxTokens(), MAX_TOKENS);
        InferenceRequest request = new InferenceRequest.Generate(text, ids, parameters);
        return Dialogue.once(List.of(request), answers -> {
            Answer answer = answers.get(0);
            Generated generated = (Generated) answer.response();
            return new Combined(generated.text(), List.of(new Exchange(request, answer)), Map.of());
        });
    }

    private Draft draft(Question question, Document document, Combined answer) {
        return new Draft(
                "",
                document.getLanguage(),
                null,
                new Draft.Body.Written(answer.text(), Endings.of(answer.exchanges())),
                new Draft.Origin(
                        answer.exchanges(),
                        question.promptId(),
                        question.promptHash(),
                        answer.facts().isEmpty() ? facts : Facts.with(facts, answer.facts())));
    }

    @Override
    public List<String> keySuffixes() {
        return List.of("");
    }
}
