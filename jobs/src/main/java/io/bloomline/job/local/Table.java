package io.bloomline.job.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A table in text whose columns stand straight, whatever the scripts of its cells. */
final class Table {

    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private final List<List<Cell>> rows = new ArrayList<>();
    private final Set<Integer> rightAligned;
    private final int widestCell;

    /**
     * An empty table.
     *
     * @param widestCell   columns after which the text of a cell is clipped
     * @param rightAligned which columns stand to the right, from 0: those with numbers
     */
    Table(int widestCell, Set<Integer> rightAligned) {
        this.widestCell = widestCell;
        this.rightAligned = Set.copyOf(rightAligned);
    }

    /**
     * One cell.
     *
     * @param text any text of one line
     * @param ink  its colour
     */
    record Cell(String text, Ink ink) {

        static Cell of(String text) {
            return new Cell(text, Ink.PLAIN);
        }

        static Cell faint(String text) {
            return new Cell(text, Ink.FAINT);
        }
    }

    /** Adds a row of headings. */
    Table headings(String... headings) {
        return row(List.of(headings).stream().map(Cell::faint).toArray(Cell[]::new));
    }

    /** Adds a row. */
    Table row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The table's lines, without white space at their ends. */
    List<String> lines(boolean colours) {
        int[] widths = widths();
        return rows.stream().map(row -> line(row, widths, colours)).toList();
    }

    private String line(List<Cell> row, int[] widths, boolean colours) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            Cell cell = row.get(column);
            String text = shown(cell);
            String padding = " ".repeat(widths[column] - DisplayWidth.of(text));
            String painted = cell.ink().on(DisplayWidth.isolate(text), colours);
            boolean last = column == row.size() - 1;
            line.append(column == 0 ? INDENT : GAP)
                    .append(rightAligned.contains(column) ? padding + painted : last ? painted : painted + padding);
        }
        return line.toString().stripTrailing();
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<Cell> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(shown(row.get(column))));
            }
        }
        return widths;
    }

    private String shown(Cell cell) {
        return DisplayWidth.clip(cell.text(), widestCell);
    }
}
