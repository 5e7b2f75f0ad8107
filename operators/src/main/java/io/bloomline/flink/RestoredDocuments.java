package io.bloomline.flink;

import io.bloomline.document.SourceRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Documents that were under way when a checkpoint was made. Flink's async operator keeps them in a set and gives them back
 * in any order, so they wait here until all are there, and begin in the order in which they were read. For one thread.
 */
final class RestoredDocuments {

    private static final Comparator<Held> AS_READ = Comparator.comparing((Held held) -> held.source.topic())
            .thenComparing(held -> held.source.partition())
            .thenComparing(held -> held.source.offset());

    private final int room;
    private final Consumer<String> warning;
    private final List<Held> held = new ArrayList<>();
    private boolean begunEarly;
    private boolean warned;

    /**
     * Holds documents.
     *
     * @param room    how many the operator has places for; it waits for one of them to end when there are more, so then
     *     they begin
     * @param warning is told once if that breaks their order
     */
    RestoredDocuments(int room, Consumer<String> warning) {
        this.room = room;
        this.warning = warning;
    }

    private record Held(SourceRecord source, Runnable begin) {}

    /** Has a document wait for its turn to begin. */
    void hold(SourceRecord source, Runnable begin) {
        if (begunEarly && !warned) {
            warned = true;
            warning.accept(
                    "More documents were under way when the checkpoint was made than batching.max-pending allows now"
                            + " (%d): of two versions of one document, the later may come out first. Set batching.max-pending to"
                                    .formatted(room - 1)
                            + " what it was, or stop the job with --drain before it is lowered.");
        }
        held.add(new Held(source, begin));
        if (held.size() == room) {
            begunEarly = true;
            beginAll();
        }
    }

    /** Begins with all that wait. */
    void beginAll() {
        List<Held> all = new ArrayList<>(held);
        held.clear();
        all.sort(AS_READ);
        all.forEach(document -> document.begin.run());
    }
}
