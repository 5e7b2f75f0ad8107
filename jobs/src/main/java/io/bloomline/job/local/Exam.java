package io.bloomline.job.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.document.Sha256;
import io.bloomline.job.local.SampleDocument.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a job has to deliver for each document, and which answers are right.
 *
 * @param cases one per document that was written to Kafka
 */
record Exam(List<Case> cases) {

    /**
     * A document and what has to become of it.
     *
     * @param document what was written to Kafka
     * @param fate     what has to come out
     */
    record Case(SampleDocument document, Fate fate) {}

    /** What has to become of a document. */
    sealed interface Fate {

        /** One result under each of these keys, made from a text with this hash. */
        record Answered(String inputHash, Map<String, Question> questions) implements Fate {}

        /** As many results as the model needs chunks for it, more than one; together they are so many code points. */
        record AnsweredInChunks(String inputHash, int codePoints) implements Fate {}

        /** One result under each of these keys, some of which a quality gate has tagged. */
        record Doubted(String inputHash, Set<String> keys) implements Fate {}

        /** One dead letter with this code. */
        record Refused(String code) implements Fate {}
    }

    /**
     * What a result is compared with.
     *
     * @param direction from the document's language into which
     * @param right     the right answer
     * @param trained   whether the model has seen this direction
     */
    record Question(Direction direction, String right, boolean trained) {}

    /** Embedding: the nearest vector of another language means the same. */
    static Exam embed(List<SampleDocument> documents) {
        return of(documents, (document, content) -> {
            Phrase meaning = content.meaning();
            if (meaning == null) {
                int codePoints = content.text().codePointCount(0, content.text().length());
                return SampleDocuments.TOO_LONG.equals(document.id())
                        ? new Fate.AnsweredInChunks(hash(content), codePoints)
                        : null;
            }
            var same = new Direction(content.language(), content.language());
            return new Fate.Answered(
                    hash(content), Map.of(document.id(), new Question(same, meaning.toString(), true)));
        });
    }

    /** Generation: the answer is the kind of thing that the document names. */
    static Exam kindOf(List<SampleDocument> documents) {
        return of(documents, (document, content) -> {
            Phrase meaning = content.meaning();
            if (meaning == null) {
                return null;
            }
            var toEnglish = new Direction(content.language(), "en");
            return new Fate.Answered(
                    hash(content), Map.of(document.id(), new Question(toEnglish, meaning.kind(), true)));
        });
    }

    /** Translation: into each language but the document's own, the answer is what that language calls the same. */
    static Exam translate(List<SampleDocument> documents, List<String> targets, World world) {
        return of(documents, (document, content) -> {
            Phrase meaning = content.meaning();
            if (meaning == null) {
                return SampleDocuments.BEYOND.equals(document.id())
                        ? new Fate.Doubted(hash(content), keys(document.id(), content.language(), targets))
                        : null;
            }
            Map<String, Question> questions = new LinkedHashMap<>();
            for (String target : targets) {
                if (!target.equals(content.language())) {
                    String right =
                            Objects.requireNonNull(meaning.in(target, world), "a phrase has words in every target");
                    var direction = new Direction(content.language(), target);
                    boolean trained = !world.untrained().contains(direction);
                    questions.put(document.id() + "@" + target, new Question(direction, right, trained));
                }
            }
            return new Fate.Answered(hash(content), questions);
        });
    }

    private static Set<String> keys(String id, String from, List<String> targets) {
        return targets.stream()
                .filter(target -> !target.equals(from))
                .map(target -> id + "@" + target)
                .collect(Collectors.toSet());
    }

    private static Exam of(List<SampleDocument> documents, FateOfContent fateOfContent) {
        return new Exam(documents.stream()
                .map(document -> new Case(document, fate(document, fateOfContent)))
                .toList());
    }

    private static Fate fate(SampleDocument document, FateOfContent fateOfContent) {
        Content content = document.content();
        Fate fate = content == null ? null : fateOfContent.choose(document, content);
        return fate != null ? fate : new Fate.Refused(SampleDocuments.REFUSALS.getOrDefault(document.id(), "none"));
    }

    private static String hash(Content content) {
        return Sha256.hex(content.text().getBytes(UTF_8));
    }

    private interface FateOfContent {
        /** What has to become of the document; null when it has to be refused. */
        @Nullable
        Fate choose(SampleDocument document, Content content);
    }
}
