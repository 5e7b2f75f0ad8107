package io.bloomline.batching.simulation;

/**
 * A way in which a batcher can be wrong.
 *
 * @param name    what such a batcher does
 * @param promise what it breaks
 * @param maker   makes batchers with this fault and no other
 */
record PlantedFault(String name, Class<? extends Check> promise, Subject.Maker maker) {

    @Override
    public String toString() {
        return name;
    }
}
