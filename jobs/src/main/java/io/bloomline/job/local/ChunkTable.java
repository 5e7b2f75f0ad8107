package io.bloomline.job.local;

import io.bloomline.job.local.Table.Cell;
import io.bloomline.schema.Chunk;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Shows the parts of the document that is longer than the model accepts. */
final class ChunkTable {

    private static final int WIDEST_TEXT = 36;

    private final Screen screen;
    private final SampleDocuments samples;

    ChunkTable(Screen screen, SampleDocuments samples) {
        this.screen = screen;
        this.samples = samples;
    }

    void show(JobScore score) {
        List<Answer> chunks = score.answers().stream()
                .filter(answer -> answer.chunk() != null)
                .sorted(Comparator.comparingInt(answer -> chunk(answer).getIndex()))
                .toList();
        screen.heading("CHUNKS", "a document that is too long for the model is embedded in parts, cut where words end");
        var table = new Table(WIDEST_TEXT, Set.of(1, 2)).headings("key", "characters", "tokens", "begins");
        for (Answer answer : chunks) {
            Chunk chunk = chunk(answer);
            table.row(
                    Cell.of(answer.key()),
                    Cell.of(chunk.getStart() + "–" + chunk.getEnd()),
                    Cell.faint(Integer.toString(answer.tokens())),
                    Cell.of(part(answer.documentKey(), chunk)));
        }
        screen.table(table);
    }

    private String part(String document, Chunk chunk) {
        String text = samples.names().stream()
                .filter(sample -> sample.id().equals(document))
                .map(sample -> Objects.requireNonNull(sample.content()).text())
                .findFirst()
                .orElse("");
        int start = text.offsetByCodePoints(0, chunk.getStart());
        return text.substring(start, text.offsetByCodePoints(start, chunk.getEnd() - chunk.getStart()))
                .strip();
    }

    private static Chunk chunk(Answer answer) {
        return Objects.requireNonNull(answer.chunk());
    }
}
