package io.bloomline.preparation;

import static io.bloomline.failure.Failure.rejected;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.language.Language;
import io.bloomline.schema.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request per target language, the document's own left out. */
final class TranslatePreparation implements Preparation {

    private static final String MAX_TOKENS = "task.translate.max-tokens";

    private final List<Language> targets;
    private final DocumentMarkup markup;
    private final GenerationParameters parameters;
    private final DocumentCheck check;
    private final TokenBudget budget;
    private final String promptHash = PromptTemplate.TRANSLATE.hash();

    TranslatePreparation(Task.Translate task, DocumentCheck check, TokenBudget budget) {
        this.targets = task.to().stream().map(check::target).distinct().toList();
        this.markup = task.markup();
        this.parameters = GenerationParameters.greedy(task.maxTokens());
        this.check = check;
        this.budget = budget;
        budget.reserve(task.maxTokens(), MAX_TOKENS);
    }

    @Override
    public Dialogue<List<Draft>> prepare(Document document) {
        check.text(document);
        Optional<Language> source = check.language(document);
        List<Dialogue<Draft>> translations = new ArrayList<>(targets.size());
        for (Language target : targets) {
            if (!source.equals(Optional.of(target))) {
                translations.add(markup.of(document)
                        .map(marked ->
                                MarkedTranslation.of(document.getText(), marked, passage -> translate(passage, target)))
                        .orElseGet(() -> translate(document.getText(), target)));
            }
        }
        if (translations.isEmpty()) {
            throw new FailureException(rejected(
                    "already-in-target-language",
                    "The document is in '%s', the only language that task.translate.to asks for"
                            .formatted(targets.get(0).code())));
        }
        return Dialogue.together(translations);
    }

    private Dialogue<Draft> translate(String text, Language target) {
        String prompt = PromptTemplate.TRANSLATE.render(Map.of("language", target.name(), "text", text));
        int[] ids = budget.encodePrompt(prompt, parameters.maxTokens(), MAX_TOKENS);
        List<InferenceRequest> requests = List.of(new InferenceRequest.Generate(prompt, ids, parameters));
        return Dialogue.once(requests, answers -> {
            Generated generated = (Generated) answers.get(0).response();
            return new Draft(
                    "@" + target.code(),
                    target.code(),
                    null,
                    new Draft.Body.Translated(generated.text(), generated.finishReason()),
                    new Draft.Origin(
                            Exchange.of(requests, answers),
                            PromptTemplate.TRANSLATE.id(),
                            promptHash,
                            GenerationFacts.of(parameters)));
        });
    }

    @Override
    public List<String> keySuffixes() {
        return targets.stream().map(target -> "@" + target.code()).toList();
    }
}
