package io.bloomline.preparation;

import static io.bloomline.failure.Failure.misconfigured;
import static io.bloomline.failure.Failure.rejected;
import static java.util.stream.Collectors.joining;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.Tokenizer;
import io.bloomline.text.Divider;
import io.bloomline.text.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers about documents that are too long to be asked at once: a prompt about each part, then a prompt about the answers,
 * in as many rounds as it takes until one answer is left. A document that fits is asked as if there were no parts.
 * Thread-safe.
 */
final class MapReduce {

    private final Questions combining;
    private final GenerationParameters parameters;
    private final Tokenizer tokenizer;
    private final int room;

    private MapReduce(Questions combining, GenerationParameters parameters, Tokenizer tokenizer, int room) {
        this.combining = combining;
        this.parameters = parameters;
        this.tokenizer = tokenizer;
        this.room = room;
    }

    /**
     * Map, and reduce with these questions.
     *
     * @throws FailureException {@code MISCONFIGURED}, when tokens can't be counted, or no two answers fit into one prompt
     */
    static MapReduce of(Questions combining, GenerationParameters parameters, TokenBudget budget) {
        if (!budget.tokenizer().isExact()) {
            throw new FailureException(misconfigured(
                    "tokenizer-missing",
                    "task.generate.long is map-reduce, which counts tokens: let model.tokenizer name the tokenizer.json"
                            + " of model " + budget.model().name()));
        }
        int room = budget.model().maxTokens() - parameters.maxTokens();
        int forAnswers = room - combining.mostTokens();
        if (forAnswers < 2 * parameters.maxTokens()) {
            throw new FailureException(misconfigured(
                    "no-room-to-combine",
                    "A prompt of task.generate.combine-prompt has %d tokens for answers, less than two of %d: lower task.generate.max-tokens"
                            .formatted(Math.max(0, forAnswers), parameters.maxTokens())));
        }
        return new MapReduce(combining, parameters, budget.tokenizer(), room);
    }

    /**
     * The answer about a text.
     *
     * @param question what is asked about each part
     * @param language BCP 47 tag, or null when unknown
     */
    Dialogue<Combined> answer(Question question, String text, @Nullable String language) {
        List<Piece> parts = parts(question, text, language);
        return ask(question, parts).then(asked -> combine(new Round(parts.size(), parts.size(), 0, asked), language));
    }

    private List<Piece> parts(Question question, String text, @Nullable String language) {
        return Divider.ofPrompts(tokenizer, question::about, room).divide(text, language);
    }

    /**
     * What is known after a round.
     *
     * @param parts  how many parts the document has
     * @param asked  how many prompts this round had
     * @param rounds how many rounds have combined answers
     * @param all    everything asked so far, this round's last
     */
    private record Round(int parts, int asked, int rounds, List<Exchange> all) {

        String answers() {
            return all.subList(all.size() - asked, all.size()).stream()
                    .map(exchange -> ((Generated) exchange.answer().response()).text())
                    .filter(answer -> !answer.isBlank())
                    .collect(joining("\n\n"));
        }
    }

    private Dialogue<Combined> combine(Round round, @Nullable String language) {
        String text = round.answers();
        Question question = combining.about(language);
        if (round.asked() == 1 || text.isEmpty()) {
            return new Dialogue.Done<>(new Combined(text, round.all(), facts(round, question)));
        }
        List<Piece> groups = parts(question, text, language);
        if (groups.size() >= round.asked()) {
            throw new FailureException(rejected(
                    "answers-too-long",
                    "The answers to %d parts of the document don't get fewer when they are combined: lower task.generate.max-tokens"
                            .formatted(round.asked())));
        }
        return ask(question, groups).then(asked -> {
            List<Exchange> all = new ArrayList<>(round.all());
            all.addAll(asked);
            return combine(new Round(round.parts(), groups.size(), round.rounds() + 1, all), language);
        });
    }

    private Dialogue<List<Exchange>> ask(Question question, List<Piece> parts) {
        List<InferenceRequest> requests = new ArrayList<>(parts.size());
        for (Piece part : parts) {
            requests.add(new InferenceRequest.Generate(question.about(part.text()), part.tokenIds(), parameters));
        }
        return Dialogue.once(requests, given -> Exchange.of(requests, given));
    }

    private static Map<String, String> facts(Round round, Question combining) {
        return round.parts() == 1
                ? Map.of()
                : Map.of(
                        "parts",
                        Integer.toString(round.parts()),
                        "combine-rounds",
                        Integer.toString(round.rounds()),
                        "combine-prompt",
                        combining.promptId(),
                        Task.Generate.COMBINE_PROMPT_HASH,
                        combining.promptHash());
    }
}
