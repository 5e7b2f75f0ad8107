package io.bloomline.preparation;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.language.Expansion;
import io.bloomline.language.Language;
import io.bloomline.schema.FinishReason;
import io.bloomline.text.Divider;
import io.bloomline.text.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates into one language. A text is divided into segments that fit into the model's context with the prompt and the
 * answer, and that are so short that their translation is expected to fit into the answer: {@link Expansion} says how much
 * longer it gets. White space around segments is kept as it is, to the character. Where the model's tokens can't be counted
 * here, a text goes whole. Thread-safe.
 */
final class Translator {

    private static final PromptTemplate PROMPT = PromptTemplate.TRANSLATE;
    private static final String PROMPT_HASH = PROMPT.hash();

    /** Countries' names are too small a sample to be believed beyond this. */
    private static final double LEAST_EXPANSION = 0.5;

    private static final double MOST_EXPANSION = 8;

    private final Language target;
    private final GenerationParameters parameters;
    private final Map<String, String> facts;
    private final TokenBudget budget;
    private final Expansion expansion;
    private final int promptTokens;

    Translator(Language target, GenerationParameters parameters, TokenBudget budget, Expansion expansion) {
        this.target = target;
        this.parameters = parameters;
        this.facts = Facts.of(parameters);
        this.budget = budget;
        this.expansion = expansion;
        this.promptTokens = budget.tokenizer().encode(prompt("")).length;
    }

    Language target() {
        return target;
    }

    String keySuffix() {
        return "@" + target.code();
    }

    Dialogue<Draft> translate(String text, @Nullable Language source) {
        List<Piece> segments = Divider.ofPrompts(budget.tokenizer(), this::prompt, mostPromptTokens(source))
                .divide(text, source == null ? null : source.code());
        List<InferenceRequest> requests = new ArrayList<>(segments.size());
        for (Piece segment : segments) {
            if (!segment.text().isBlank()) {
                requests.add(new InferenceRequest.Generate(prompt(segment.text()), segment.tokenIds(), parameters));
            }
        }
        return Dialogue.once(requests, answers -> draft(segments, Exchange.of(requests, answers)));
    }

    /** A prompt may have so many tokens that it leaves room for its answer, and has an answer that fits. */
    private int mostPromptTokens(@Nullable Language source) {
        if (!budget.tokenizer().isExact()) {
            return Integer.MAX_VALUE;
        }
        int most = budget.model().maxTokens() - parameters.maxTokens();
        double expected = Math.max(LEAST_EXPANSION, Math.min(MOST_EXPANSION, expansion.of(source, target)));
        return Math.min(most, promptTokens + (int) (parameters.maxTokens() / expected));
    }

    private String prompt(String segment) {
        return PROMPT.render(Map.of("language", target.name(), "text", segment.strip()));
    }

    private Draft draft(List<Piece> segments, List<Exchange> exchanges) {
        return new Draft(
                keySuffix(),
                target.code(),
                null,
                new Draft.Body.Translated(
                        joined(segments, exchanges), Endings.of(exchanges), translated(segments, exchanges)),
                new Draft.Origin(
                        exchanges,
                        PROMPT.id(),
                        PROMPT_HASH,
                        exchanges.size() == 1
                                ? facts
                                : Facts.with(facts, Map.of("parts", Integer.toString(exchanges.size())))));
    }

    private static List<Draft.Segment> translated(List<Piece> segments, List<Exchange> exchanges) {
        List<Draft.Segment> translated = new ArrayList<>(exchanges.size());
        for (Piece segment : segments) {
            if (!segment.text().isBlank()) {
                Generated answer =
                        (Generated) exchanges.get(translated.size()).answer().response();
                translated.add(new Draft.Segment(
                        segment.text().strip(), answer.text(), answer.finishReason() == FinishReason.LENGTH));
            }
        }
        return translated;
    }

    /** Answers in the places of what was asked, and around them what was there. */
    private static String joined(List<Piece> segments, List<Exchange> exchanges) {
        StringBuilder joined = new StringBuilder();
        int next = 0;
        for (Piece segment : segments) {
            String text = segment.text();
            String asked = text.strip();
            if (asked.isEmpty()) {
                joined.append(text);
                continue;
            }
            int start = text.length() - text.stripLeading().length();
            String answer = ((Generated) exchanges.get(next++).answer().response()).text();
            joined.append(text, 0, start).append(answer).append(text, start + asked.length(), text.length());
        }
        return joined.toString();
    }
}
