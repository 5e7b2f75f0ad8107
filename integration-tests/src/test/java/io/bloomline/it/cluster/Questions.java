package io.bloomline.it.cluster;

import io.bloomline.it.support.kserve.ServeToys;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What a model server was asked, from the lines it writes. Thread-safe. */
final class Questions implements Consumer<String> {

    private final Queue<Question> asked = new ConcurrentLinkedQueue<>();

    @Override
    public void accept(String line) {
        if (line.startsWith(ServeToys.ASKED)) {
            String[] parts = line.split(" ", 3);
            asked.add(new Question(parts[2], Long.parseLong(parts[1])));
        }
    }

    /** So far, in the order in which they were asked. */
    List<Question> all() {
        return List.copyOf(asked);
    }
}
