package io.bloomline.job.local;

import io.bloomline.job.local.Neighbours.Neighbour;
import io.bloomline.job.local.Scorecard.Mark;
import io.bloomline.job.local.Table.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows some of a job's answers, in tables. */
final class AnswerTables {

    private static final int ROWS = 10;
    private static final int WIDEST_TEXT = 32;

    private final Screen screen;
    private final World world;

    AnswerTables(Screen screen, World world) {
        this.screen = screen;
        this.world = world;
    }

    /** Shows some of the job's answers. */
    void show(JobScore score) {
        List<Mark> all = new ArrayList<>(score.scorecard().marks());
        if (score.job() == DemoJob.GENERATE) {
            // The same documents were embedded: show others.
            Collections.reverse(all);
        }
        List<Mark> marks = Variety.choose(all, ROWS);
        switch (score.job()) {
            case EMBED -> {
                screen.heading("EMBED", "the nearest of all vectors in other languages should mean the same");
                screen.table(nearest(marks, score));
            }
            case TRANSLATE -> {
                screen.heading(
                        "TRANSLATE",
                        "names, lists, and dates the model has never seen, into " + SampleDocuments.TARGETS.size()
                                + " languages");
                screen.table(translations(marks));
            }
            case GENERATE -> {
                screen.heading("GENERATE", "“What kind of name is {text}? Answer:”");
                screen.table(kinds(marks));
            }
        }
    }

    private Table nearest(List<Mark> marks, JobScore score) {
        Map<String, Mark> byKey = score.scorecard().marks().stream()
                .collect(Collectors.toMap(Mark::key, Function.identity(), (a, b) -> a));
        var table = table(Set.of(5)).headings("", "text", "language", "nearest", "language", "cosine");
        for (Mark mark : marks) {
            Neighbour neighbour = score.neighbours().get(mark.key());
            Mark nearest = neighbour == null ? null : byKey.get(neighbour.key());
            if (neighbour != null && nearest != null) {
                table.row(
                        tick(mark),
                        Cell.of(text(mark)),
                        from(mark),
                        Cell.of(text(nearest)),
                        from(nearest),
                        Cell.of("%.3f".formatted(neighbour.cosine())));
            }
        }
        return table;
    }

    private Table translations(List<Mark> marks) {
        var table = table(Set.of()).headings("", "text", "from", "to", "translation", "");
        for (Mark mark : marks) {
            String to = world.englishName(mark.question().direction().to());
            table.row(tick(mark), Cell.of(text(mark)), from(mark), Cell.faint(to), Cell.of(mark.said()), right(mark));
        }
        return table;
    }

    private Table kinds(List<Mark> marks) {
        var table = table(Set.of()).headings("", "text", "language", "answer", "");
        marks.forEach(
                mark -> table.row(tick(mark), Cell.of(text(mark)), from(mark), Cell.of(mark.said()), right(mark)));
        return table;
    }

    private static Table table(Set<Integer> rightAligned) {
        return new Table(WIDEST_TEXT, rightAligned);
    }

    private Cell from(Mark mark) {
        return Cell.faint(world.englishName(mark.question().direction().from()));
    }

    private static Cell tick(Mark mark) {
        return mark.isRight() ? new Cell("✓", Ink.GREEN) : new Cell("✗", Ink.RED);
    }

    private static Cell right(Mark mark) {
        return Cell.faint(mark.isRight() ? "" : "right: " + mark.question().right());
    }

    private static String text(Mark mark) {
        SampleDocument.Content content = mark.document().content();
        return content == null ? "" : content.text();
    }
}
