package io.bloomline.job.local;

import static java.util.Comparator.comparingDouble;

import io.bloomline.job.local.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Shows languages side by side: which of them take more tokens to say as much. */
final class LanguageTable {

    private static final int DEAREST = 5;
    private static final int CHEAPEST = 3;
    private static final String YARDSTICK = "en";

    private final Screen screen;
    private final World world;

    LanguageTable(Screen screen, World world) {
        this.screen = screen;
        this.world = world;
    }

    /** Shows the dearest and the cheapest languages of a job, and what all are compared with. */
    void show(JobScore score) {
        List<LanguageCost> costs = LanguageCost.of(score).stream()
                .sorted(comparingDouble(LanguageCost::tokensPerCharacter).reversed())
                .toList();
        double english = costs.stream()
                .filter(cost -> cost.language().equals(YARDSTICK))
                .mapToDouble(LanguageCost::tokensPerCharacter)
                .findFirst()
                .orElse(Double.NaN);
        screen.heading(
                "LANGUAGES",
                "who pays more: tokens that the model reads, per character and per word, of %d languages"
                        .formatted(costs.size()));
        var table = new Table(20, Set.of(1, 2, 3, 4, 5))
                .headings("language", "documents", "characters", "tokens/character", "tokens/word", "× English");
        for (LanguageCost cost : shown(costs)) {
            table.row(
                    Cell.of(world.englishName(cost.language())),
                    Cell.faint(Integer.toString(cost.documents())),
                    Cell.faint(Long.toString(cost.characters())),
                    number(cost.tokensPerCharacter()),
                    number(cost.tokensPerWord()),
                    new Cell(text(cost.tokensPerCharacter() / english), Ink.BOLD));
        }
        screen.table(table);
    }

    private static List<LanguageCost> shown(List<LanguageCost> costs) {
        List<LanguageCost> shown = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            boolean atAnEnd = i < DEAREST || i >= costs.size() - CHEAPEST;
            if (atAnEnd || costs.get(i).language().equals(YARDSTICK)) {
                shown.add(costs.get(i));
            }
        }
        return shown;
    }

    private static Cell number(double number) {
        return Cell.of(text(number));
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
