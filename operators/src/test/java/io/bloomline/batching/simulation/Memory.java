package io.bloomline.batching.simulation;

/** What a subject and the client behind it hold on to, compared with their first moment. */
final class Memory {

    private final Object subject;
    private final Object client;
    private final int sizeAtStart;

    Memory(Object subject, Object client) {
        this.subject = subject;
        this.client = client;
        this.sizeAtStart = look().size();
    }

    Reachable look() {
        return Reachable.from(subject, client);
    }

    int grownBy(Reachable now) {
        return now.size() - sizeAtStart;
    }
}
