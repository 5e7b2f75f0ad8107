package io.bloomline.preparation;

import static io.bloomline.failure.Failure.rejected;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.language.Expansion;
import io.bloomline.language.Language;
import io.bloomline.schema.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One translation per target language, the document's own left out. */
final class TranslatePreparation implements Preparation {

    private static final String MAX_TOKENS = "task.translate.max-tokens";

    private final List<Translator> translators;
    private final DocumentMarkup markup;
    private final DocumentCheck check;

    TranslatePreparation(Task.Translate task, DocumentCheck check, TokenBudget budget) {
        budget.reserve(task.maxTokens(), MAX_TOKENS);
        GenerationParameters parameters = GenerationParameters.greedy(task.maxTokens());
        Expansion expansion = new Expansion(text -> budget.tokenizer().encode(text).length);
        this.translators = task.to().stream()
                .map(check::target)
                .distinct()
                .map(target -> new Translator(target, task.prompts(), parameters, budget, expansion))
                .toList();
        this.markup = task.markup();
        this.check = check;
    }

    @Override
    public Dialogue<List<Draft>> prepare(Document document) {
        check.text(document);
        Language source = check.language(document).orElse(null);
        List<Dialogue<Draft>> translations = new ArrayList<>(translators.size());
        for (Translator translator : translators) {
            if (!translator.target().equals(source)) {
                translations.add(translate(document, source, translator));
            }
        }
        if (translations.isEmpty()) {
            throw new FailureException(rejected(
                    "already-in-target-language",
                    "The document is in '%s', the only language that task.translate.to asks for"
                            .formatted(translators.get(0).target().code())));
        }
        return Dialogue.together(translations);
    }

    private Dialogue<Draft> translate(Document document, @Nullable Language source, Translator translator) {
        return markup.of(document)
                .map(marked -> MarkedTranslation.of(
                        document.getText(),
                        marked,
                        passage -> translator.translate(passage, document.getLanguage(), source)))
                .orElseGet(() -> translator.translate(document.getText(), document.getLanguage(), source));
    }

    @Override
    public List<String> keySuffixes() {
        return translators.stream().map(Translator::keySuffix).toList();
    }
}
