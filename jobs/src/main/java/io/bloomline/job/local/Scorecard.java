package io.bloomline.job.local;

import static java.util.stream.Collectors.groupingBy;

import io.bloomline.job.local.Exam.Fate;
import io.bloomline.job.local.Exam.Question;
import io.bloomline.schema.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What came out of a job against what went in.
 *
 * @param documents documents that went in
 * @param answered  documents that have all their results, and no dead letter
 * @param refused   documents that have one dead letter, and no result
 * @param results   results that came out
 * @param marks     each answer that can be right or wrong
 * @param problems  everything that isn't as it must be, in words: lost, doubled, swapped, unexpected
 */
record Scorecard(int documents, int answered, int refused, int results, List<Mark> marks, List<String> problems) {

    /**
     * One answer, compared.
     *
     * @param key      key of the result
     * @param document the document it is about
     * @param question what it was compared with
     * @param said     what the model said
     */
    record Mark(String key, SampleDocument document, Question question, String said) {

        boolean isRight() {
            return said.equals(question.right());
        }
    }

    /**
     * So many of so many.
     *
     * @param right how many are right
     * @param total of how many
     */
    record Share(int right, int total) {

        /** From 0 to 1; 0 when there is nothing to be right about. */
        double value() {
            return total == 0 ? 0 : (double) right / total;
        }
    }

    /** Compares; both lists in any order. */
    static Scorecard of(Exam exam, List<Answer> answers, List<Refusal> refusals) {
        Map<String, List<Answer>> answersByDocument = answers.stream().collect(groupingBy(Answer::documentKey));
        Map<String, List<Refusal>> refusalsByDocument = refusals.stream().collect(groupingBy(Refusal::key));
        List<String> problems = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        int answered = 0;
        int refused = 0;
        for (Exam.Case asked : exam.cases()) {
            SampleDocument document = asked.document();
            List<Answer> itsAnswers = answersByDocument.getOrDefault(document.id(), List.of());
            List<Refusal> itsRefusals = refusalsByDocument.getOrDefault(document.id(), List.of());
            List<String> wrong = problemsOf(document, asked.fate(), itsAnswers, itsRefusals);
            if (wrong.isEmpty()) {
                answered += itsAnswers.isEmpty() ? 0 : 1;
                refused += itsRefusals.size();
            }
            problems.addAll(wrong);
            marks.addAll(marks(asked, itsAnswers));
        }
        strangers(exam, answersByDocument.keySet(), refusalsByDocument.keySet()).stream()
                .map(key -> key + ": came out, and never went in")
                .forEach(problems::add);
        return new Scorecard(exam.cases().size(), answered, refused, answers.size(), marks, problems);
    }

    /** The same with more that isn't as it must be. */
    Scorecard and(List<String> more) {
        List<String> all = new ArrayList<>(problems);
        all.addAll(more);
        return new Scorecard(documents, answered, refused, results, marks, all);
    }

    /** Right answers among those in directions that the model has seen. */
    Share trained() {
        return share(true);
    }

    /** Right answers among those in directions that the model has never seen. */
    Share untrained() {
        return share(false);
    }

    private Share share(boolean trained) {
        List<Mark> counted = marks.stream()
                .filter(mark -> mark.question().trained() == trained)
                .toList();
        return new Share((int) counted.stream().filter(Mark::isRight).count(), counted.size());
    }

    private static List<Mark> marks(Exam.Case asked, List<Answer> answers) {
        List<Mark> marks = new ArrayList<>();
        if (asked.fate() instanceof Fate.Answered expected) {
            for (Answer answer : answers) {
                Question question = expected.questions().get(answer.key());
                if (question != null) {
                    marks.add(new Mark(answer.key(), asked.document(), question, answer.said()));
                }
            }
        }
        return marks;
    }

    private static List<String> problemsOf(
            SampleDocument document, Fate fate, List<Answer> answers, List<Refusal> refusals) {
        if (answers.isEmpty() && refusals.isEmpty()) {
            return List.of(document.id() + ": no result and no dead letter");
        }
        List<String> problems = new ArrayList<>();
        if (!answers.isEmpty() && !refusals.isEmpty()) {
            problems.add(document.id() + ": both results and a dead letter");
        }
        if (refusals.size() > 1) {
            problems.add(document.id() + ": " + refusals.size() + " dead letters");
        }
        if (fate instanceof Fate.Refused expected) {
            answers.forEach(answer -> problems.add(answer.key() + ": answered, and had to be refused"));
            refusals.forEach(refusal -> problems.addAll(problemsOf(document, expected, refusal)));
            return problems;
        }
        refusals.forEach(refusal -> problems.add(document.id() + ": refused with " + refusal.code()));
        String inputHash = hashOfInput(fate);
        answers.stream()
                .filter(answer -> !answer.documentId().equals(document.id())
                        || !answer.inputHash().equals(inputHash))
                .forEach(answer -> problems.add(answer.key() + ": made from another document"));
        List<String> wrongKeys = problemsOfKeys(expectedKeys(document, fate, answers), answers);
        problems.addAll(wrongKeys);
        if (fate instanceof Fate.AnsweredInChunks whole
                && wrongKeys.isEmpty()
                && !joinTo(whole.codePoints(), answers)) {
            problems.add(document.id() + ": its chunks leave something out, or say something twice");
        }
        if (fate instanceof Fate.Doubted
                && answers.stream().allMatch(answer -> answer.tags().isEmpty())) {
            problems.add(document.id() + ": no quality gate has found anything in what was made of it");
        }
        return problems;
    }

    private static String hashOfInput(Fate fate) {
        if (fate instanceof Fate.Answered one) {
            return one.inputHash();
        }
        return fate instanceof Fate.Doubted doubted ? doubted.inputHash() : ((Fate.AnsweredInChunks) fate).inputHash();
    }

    /** Whether each chunk begins where the one before ends, from the first character to the last. */
    private static boolean joinTo(int codePoints, List<Answer> answers) {
        int end = 0;
        for (Chunk chunk : chunks(answers)) {
            if (chunk.getStart() != end) {
                return false;
            }
            end = chunk.getEnd();
        }
        return end == codePoints;
    }

    private static List<Chunk> chunks(List<Answer> answers) {
        return answers.stream()
                .flatMap(answer -> Stream.ofNullable(answer.chunk()))
                .sorted(Comparator.comparingInt(Chunk::getIndex))
                .toList();
    }

    private static List<String> problemsOf(SampleDocument document, Fate.Refused expected, Refusal refusal) {
        if (!refusal.code().equals(expected.code())) {
            return List.of(document.id() + ": refused with " + refusal.code() + " instead of " + expected.code());
        }
        return Arrays.equals(refusal.value(), document.value())
                ? List.of()
                : List.of(document.id() + ": the dead letter holds other bytes than went in");
    }

    private static List<String> problemsOfKeys(Set<String> expected, List<Answer> answers) {
        Map<String, Long> found = answers.stream().collect(groupingBy(Answer::key, Collectors.counting()));
        var keys = new TreeSet<>(expected);
        keys.addAll(found.keySet());
        List<String> problems = new ArrayList<>();
        for (String key : keys) {
            long times = found.getOrDefault(key, 0L);
            if (!expected.contains(key)) {
                problems.add(key + ": nobody asked for it");
            } else if (times != 1) {
                problems.add(key + ": came " + times + " times instead of once");
            }
        }
        return problems;
    }

    private static Set<String> expectedKeys(SampleDocument document, Fate fate, List<Answer> answers) {
        if (fate instanceof Fate.Answered one) {
            return one.questions().keySet();
        }
        if (fate instanceof Fate.Doubted doubted) {
            return doubted.keys();
        }
        int chunks = chunks(answers).stream().mapToInt(Chunk::getCount).max().orElse(0);
        return IntStream.range(0, Math.max(2, chunks))
                .mapToObj(chunk -> document.id() + "#" + chunk)
                .collect(Collectors.toSet());
    }

    private static Set<String> strangers(Exam exam, Set<String> answered, Set<String> refused) {
        var strangers = new TreeSet<>(answered);
        strangers.addAll(refused);
        exam.cases().forEach(asked -> strangers.remove(asked.document().id()));
        return strangers;
    }
}
