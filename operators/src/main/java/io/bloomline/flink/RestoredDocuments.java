package io.bloomline.flink;

import io.bloomline.document.SourceRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Documents that were under way when a checkpoint was made. Flink's async operator keeps them in a set and gives them back
 * in any order, so they wait here until all are there, and begin in the order in which they were read. For one thread.
 */
final class RestoredDocuments {

    private static final Comparator<Held> AS_READ = Comparator.comparing((Held held) -> held.source.topic())
            .thenComparing(held -> held.source.partition())
            .thenComparing(held -> held.source.offset());

    private final int room;
    private final List<Held> held = new ArrayList<>();

    /**
     * Holds documents.
     *
     * @param room how many the operator has places for; it waits for one of them to end when there are more, so then they
     *     begin
     */
    RestoredDocuments(int room) {
        this.room = room;
    }

    private record Held(SourceRecord source, Runnable begin) {}

    /** Has a document wait for its turn to begin. */
    void hold(SourceRecord source, Runnable begin) {
        held.add(new Held(source, begin));
        if (held.size() == room) {
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
