package io.bloomline.planted.flink;

import ai.djl.Device;
import io.bloomline.planted.inference.djl.Model;

/** The operators must know no kind of model, let alone the library that runs it. */
record KnowsAKindOfModel(Model model, Device device) {

    long now() {
        return System.currentTimeMillis();
    }
}
