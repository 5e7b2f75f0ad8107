package io.bloomline.planted.flink;

import ai.djl.Device;
import io.bloomline.planted.inference.djl.Model;
import io.grpc.Status;

/** The operators must know no kind of model, let alone the library that runs it, or that asks it. */
record KnowsAKindOfModel(Model model, Device device, Status status) {

    long now() {
        return System.currentTimeMillis();
    }
}
