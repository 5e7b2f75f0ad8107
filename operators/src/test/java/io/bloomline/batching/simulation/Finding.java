package io.bloomline.batching.simulation;

/**
 * A promise that was broken.
 *
 * @param promise which one
 * @param atNanos when, since the start of the run
 * @param what    how
 */
record Finding(Class<? extends Check> promise, long atNanos, String what) {

    @Override
    public String toString() {
        return promise.getSimpleName() + " is broken after " + atNanos + " ns: " + what;
    }
}
