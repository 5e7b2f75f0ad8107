package io.bloomline.job.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.job.local.Scorecard.Mark;
import io.bloomline.job.local.Scorecard.Share;
import io.bloomline.job.local.Table.Cell;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Shows to a person what came out of the demo. */
final class DemoReport {

    private static final int CANDIDATES = 10;
    private static final int PROBLEMS = 10;
    private static final int WIDEST_CELL = 20;
    private static final int WIDEST_MESSAGE = 72;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Screen screen;
    private final World world;
    private final SampleDocuments samples;

    DemoReport(Screen screen, World world, SampleDocuments samples) {
        this.screen = screen;
        this.world = world;
        this.samples = samples;
    }

    /** Whether every document has its outcome, and the model knows its world. */
    static boolean isGood(List<JobScore> scores) {
        return scores.stream()
                .allMatch(score -> score.scorecard().problems().isEmpty()
                        && score.optedOut().isHeededBy(score.job())
                        && score.isGoodEnough());
    }

    /** Shows what was started and written, before anything has come out. */
    void introduce(DemoStage stage) {
        screen.line("In this process: Kafka at %s, Flink at %s, and the model."
                .formatted(stage.bootstrapServers(), stage.webPage()));
        screen.line("%d documents in %d languages to embed and to ask about, %d to translate into %d languages."
                .formatted(
                        samples.names().size(),
                        world.languages().size(),
                        samples.phrases().size(),
                        SampleDocuments.TARGETS.size()));
        screen.out().flush();
    }

    /** Shows everything, the verdict last. */
    void show(List<JobScore> scores) {
        scores.forEach(new AnswerTables(screen, world)::show);
        of(DemoJob.EMBED, scores).forEach(new ChunkTable(screen, samples)::show);
        of(DemoJob.TRANSLATE, scores).forEach(new GateTable(screen, world)::show);
        deadLetters(scores);
        optedOut(scores);
        inFull(scores);
        of(DemoJob.EMBED, scores).forEach(new LanguageTable(screen, world)::show);
        counts(scores);
        verdict(scores);
    }

    private static List<JobScore> of(DemoJob job, List<JobScore> scores) {
        return scores.stream().filter(score -> score.job() == job).toList();
    }

    private void deadLetters(List<JobScore> scores) {
        screen.heading("DEAD LETTERS", "what can't be answered comes back as it was, with its cause in the headers");
        Map<String, Refusal> firsts = new LinkedHashMap<>();
        for (JobScore score : scores) {
            score.refusals().forEach(refusal -> firsts.putIfAbsent(refusal.code(), refusal));
        }
        var table = new Table(WIDEST_MESSAGE, Set.of()).headings("cause", "jobs", "message");
        firsts.values().stream()
                .sorted(Comparator.comparing(Refusal::kind).reversed().thenComparing(Refusal::code))
                .forEach(refusal -> table.row(
                        new Cell(refusal.code(), Ink.CYAN),
                        Cell.faint(jobs(refusal.code(), scores)),
                        Cell.of(refusal.message())));
        screen.table(table);
    }

    private void optedOut(List<JobScore> scores) {
        screen.heading(
                "OPTED OUT",
                "no model sees who is in topic " + OptedOut.TOPIC + ", and what was made of it before is deleted");
        var table = new Table(WIDEST_MESSAGE, Set.of(3)).headings("", "document", "job", "results deleted");
        for (JobScore score : scores) {
            boolean heeded = score.optedOut().isHeededBy(score.job());
            table.row(
                    heeded ? new Cell("✓", Ink.GREEN) : new Cell("✗", Ink.RED),
                    Cell.of(OptedOut.DOCUMENT.id()),
                    Cell.faint(score.job().title()),
                    number(score.optedOut().deleted().size()));
        }
        screen.table(table);
    }

    private static String jobs(String code, List<JobScore> scores) {
        List<String> jobs = scores.stream()
                .filter(score -> score.refusals().stream()
                        .anyMatch(refusal -> refusal.code().equals(code)))
                .map(score -> score.job().title())
                .toList();
        return jobs.size() == scores.size() ? "all" : String.join(", ", jobs);
    }

    /** A translation as it stands in Kafka; one whose letters run from left to right, so that it can be copied. */
    private void inFull(List<JobScore> scores) {
        for (JobScore score : scores) {
            if (score.job() == DemoJob.TRANSLATE) {
                Variety.choose(score.scorecard().marks(), CANDIDATES).stream()
                        .filter(mark -> DisplayWidth.isolate(mark.said()).equals(mark.said()))
                        .filter(Mark::isRight)
                        .findFirst()
                        .ifPresent(mark -> inFull(score, mark.key()));
            }
        }
    }

    private void inFull(JobScore score, String key) {
        screen.heading("ONE RESULT IN FULL", "topic " + score.job().results() + ", key " + key);
        score.results().stream()
                .filter(found -> new String(found.key(), UTF_8).equals(key))
                .limit(1)
                .forEach(found -> screen.line(pretty(found.value()).indent(2).stripTrailing()));
    }

    private static String pretty(byte[] json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json));
        } catch (IOException unreadable) {
            throw new IllegalStateException("A result that was read before can't be read again", unreadable);
        }
    }

    private void counts(List<JobScore> scores) {
        screen.heading("COUNTS", "seconds from a job's start to its last committed outcome, start-up included");
        var table = table(Set.of(1, 2, 3, 4, 5, 6, 7, 8))
                .headings(
                        "job",
                        "documents",
                        "= answered",
                        "+ dead",
                        "results",
                        "right",
                        "seconds",
                        "documents/s",
                        "tokens/s");
        for (JobScore score : scores) {
            Scorecard card = score.scorecard();
            table.row(
                    new Cell(score.job().title(), Ink.BOLD),
                    number(card.documents()),
                    number(card.answered()),
                    number(card.refused()),
                    number(card.results()),
                    new Cell(percent(card.trained()), score.isGoodEnough() ? Ink.GREEN : Ink.RED),
                    Cell.of("%.1f".formatted(score.seconds())),
                    number(Math.round(score.documentsPerSecond())),
                    number(Math.round(score.tokensPerSecond())));
        }
        screen.table(table);
        scores.forEach(score -> {
            Share untrained = score.scorecard().untrained();
            if (untrained.total() > 0) {
                screen.line(
                        "  %s in the %d directions that the model has seen no translation of: %s (%d of %d), not counted above"
                                .formatted(
                                        score.job().title(),
                                        directions(score),
                                        percent(untrained),
                                        untrained.right(),
                                        untrained.total()),
                        Ink.FAINT);
            }
        });
    }

    private static long directions(JobScore score) {
        return score.scorecard().marks().stream()
                .map(Mark::question)
                .filter(question -> !question.trained())
                .map(Exam.Question::direction)
                .distinct()
                .count();
    }

    private void verdict(List<JobScore> scores) {
        screen.line("");
        for (JobScore score : scores) {
            List<String> problems = score.scorecard().problems();
            problems.stream()
                    .limit(PROBLEMS)
                    .forEach(problem -> screen.line("✗ " + score.job().title() + ": " + problem, Ink.RED));
            if (problems.size() > PROBLEMS) {
                screen.line("✗ %s: %d more".formatted(score.job().title(), problems.size() - PROBLEMS), Ink.RED);
            }
            if (!score.isGoodEnough()) {
                screen.line(
                        "✗ %s: %s right, and a working model has at least %.0f %%"
                                .formatted(
                                        score.job().title(),
                                        percent(score.scorecard().trained()),
                                        100 * JobScore.FLOOR),
                        Ink.RED);
            }
        }
        if (scores.stream()
                .allMatch(score -> score.scorecard().problems().isEmpty()
                        && score.optedOut().isHeededBy(score.job()))) {
            screen.line(
                    "✓ Every document has exactly one fate: all its results, one dead letter, or, opted out, their deletion.",
                    Ink.GREEN);
        }
    }

    /** Says what to try next where everything is gone now. */
    void showNextSteps() {
        screen.line("");
        screen.line("  The model is a stand-in of BLOOM's architecture that knows names and dates only.");
        screen.line("  ./bloomline demo --keep      the same, and everything stays up to play with");
        screen.line("  ./bloomline check JOB.yaml   is this job file right, are Kafka and the model there?");
        screen.line("  ./bloomline run JOB.yaml     your documents, your Kafka, your model");
    }

    /** Says how to go on with what is still up. */
    void showHowToGoOn(DemoStage stage) {
        String broker = stage.bootstrapServers();
        screen.heading("STILL UP", "Ctrl-C ends it");
        var table = new Table(200, Set.of());
        table.row(Cell.faint("Kafka"), Cell.of(broker));
        table.row(Cell.faint("Flink"), Cell.of(stage.webPage().toString()));
        for (DemoJob job : DemoJob.values()) {
            table.row(
                    Cell.faint("job " + job.title()),
                    Cell.of("%s → %s, %s   %s"
                            .formatted(
                                    job.source(),
                                    job.results(),
                                    job.deadLetters(),
                                    stage.folder().resolve(job.title() + ".yaml"))));
        }
        screen.table(table);
        screen.line("");
        screen.line("  Send a document, and see what becomes of it:");
        screen.line("    echo '{\"text\": \"dimanche\", \"language\": \"fr\"}' | kcat -P -b %s -t %s -k mine"
                .formatted(broker, DemoJob.TRANSLATE.source()));
        screen.line("    kcat -C -b %s -t %s -o beginning -e -q -f '%%k  %%s\\n' | grep ^mine@"
                .formatted(broker, DemoJob.TRANSLATE.results()));
        screen.line("    curl -s %s/jobs/overview".formatted(stage.webPage()));
        screen.out().flush();
    }

    private Table table(Set<Integer> rightAligned) {
        return new Table(WIDEST_CELL, rightAligned);
    }

    private static Cell number(long number) {
        return Cell.of(String.format(Locale.ROOT, "%,d", number));
    }

    private static String percent(Share share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share.value());
    }
}
