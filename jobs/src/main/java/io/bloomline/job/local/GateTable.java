package io.bloomline.job.local;

import io.bloomline.job.local.Table.Cell;
import java.util.List;
import java.util.Set;

/** Shows translations in which a quality gate has found something. */
final class GateTable {

    private static final int ROWS = 4;
    private static final int WIDEST_TEXT = 48;

    private final Screen screen;
    private final World world;

    GateTable(Screen screen, World world) {
        this.screen = screen;
        this.world = world;
    }

    void show(JobScore score) {
        List<Answer> all = score.answers().stream()
                .filter(answer -> answer.documentKey().equals(SampleDocuments.BEYOND))
                .toList();
        List<Answer> tagged =
                all.stream().filter(answer -> !answer.tags().isEmpty()).toList();
        screen.heading(
                "QUALITY GATES",
                "“%s” is beyond this model: %d of %d translations are tagged"
                        .formatted(SampleDocuments.BEYOND_TEXT, tagged.size(), all.size()));
        var table = new Table(WIDEST_TEXT, Set.of()).headings("tags", "to", "translation");
        tagged.stream()
                .limit(ROWS)
                .forEach(answer -> table.row(
                        new Cell(String.join(", ", answer.tags()), Ink.CYAN),
                        Cell.faint(world.englishName(language(answer))),
                        Cell.of(answer.said().replace('\n', ' '))));
        screen.table(table);
    }

    private static String language(Answer answer) {
        return answer.key().substring(answer.key().indexOf('@') + 1);
    }
}
