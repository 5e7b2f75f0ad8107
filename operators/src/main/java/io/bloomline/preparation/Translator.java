package io.bloomline.preparation;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.language.Expansion;
import io.bloomline.language.Language;
import io.bloomline.prompt.Prompts;
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

    /** Countries' names are too small a sample to be believed beyond this. */
    private static final double LEAST_EXPANSION = 0.5;

    private static final double MOST_EXPANSION = 8;

    private final Language target;
    private final GenerationParameters parameters;
    private final Map<String, String> facts;
    private final TokenBudget budget;
    private final Expansion expansion;
    private final Questions questions;

    Translator(
            Language target,
            Prompts prompts,
            GenerationParameters parameters,
            TokenBudget budget,
            Expansion expansion) {
        this.target = target;
        this.parameters = parameters;
        this.facts = Facts.of(parameters);
        this.budget = budget;
        this.expansion = expansion;
        this.questions = new Questions(prompts, target, budget.tokenizer());
    }

    Language target() {
        return target;
    }

    String keySuffix() {
        return "@" + target.code();
    }

    /**
     * The translation of a text.
     *
     * @param tag    BCP 47 tag of its language, as its document says, or null
     * @param source the language that this means, or null when it is none of BLOOM's
     */
    Dialogue<Draft> translate(String text, @Nullable String tag, @Nullable Language source) {
        Question question = questions.about(tag, source);
        List<Piece> segments = Divider.ofPrompts(
                        budget.tokenizer(),
                        segment -> question.about(segment.strip()),
                        mostPromptTokens(question, source))
                .divide(text, source == null ? null : source.code());
        List<InferenceRequest> requests = new ArrayList<>(segments.size());
        for (Piece segment : segments) {
            if (!segment.text().isBlank()) {
                requests.add(new InferenceRequest.Generate(
                        question.about(segment.text().strip()), segment.tokenIds(), parameters));
            }
        }
        return Dialogue.once(requests, answers -> draft(question, segments, Exchange.of(requests, answers)));
    }

    /** A prompt may have so many tokens that it leaves room for its answer, and has an answer that fits. */
    private int mostPromptTokens(Question question, @Nullable Language source) {
        if (!budget.tokenizer().isExact()) {
            return Integer.MAX_VALUE;
        }
        int most = budget.model().maxTokens() - parameters.maxTokens();
        double expected = Math.max(LEAST_EXPANSION, Math.min(MOST_EXPANSION, expansion.of(source, target)));
        return Math.min(most, question.tokens() + (int) (parameters.maxTokens() / expected));
    }

    private Draft draft(Question question, List<Piece> segments, List<Exchange> exchanges) {
        return new Draft(
                keySuffix(),
                target.code(),
                null,
                new Draft.Body.Translated(
                        joined(segments, exchanges), Endings.of(exchanges), translated(segments, exchanges)),
                new Draft.Origin(
                        exchanges,
                        question.promptId(),
                        question.promptHash(),
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
