package io.bloomline.it.cluster;

import io.bloomline.it.support.kserve.ServeToys;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a model server was asked, from the lines it writes. Thread-safe. */
final class Questions implements Consumer<String> {

    private final List<Question> asked = new ArrayList<>();

    @Override
    public synchronized void accept(String line) {
        if (line.startsWith(ServeToys.ASKED)) {
            String[] parts = line.split(" ", 3);
            asked.add(new Question(parts[2], Long.parseLong(parts[1])));
        }
    }

    /** So far, in the order in which they were asked. */
    synchronized List<Question> all() {
        return List.copyOf(asked);
    }

    /** How many there were so far. */
    synchronized int count() {
        return asked.size();
    }
}
