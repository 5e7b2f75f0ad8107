package io.bloomline.batching.simulation;

/** Watches a run. Most check one promise of the batcher each, and tell the {@link Ledger} when it is broken. */
interface Check {

    /** The batcher sends a batch. */
    default void sent(Sent batch) {}

    /** A batch came back; its requests have not been answered yet. */
    default void back(Sent batch) {}

    /** A request was answered, or failed, or was given up. */
    default void ended(Asked asked) {}

    /** The outcome of a request with a key went on its way. */
    default void emitted(Asked asked) {}

    /** Everything that happens at once has happened. */
    default void settled() {}

    /** The moment to look into the batcher's memory. */
    default void measured() {}

    /** The batcher has been closed. */
    default void closed() {}

    /** All is done, and nothing more is to come. */
    default void atRest() {}
}
