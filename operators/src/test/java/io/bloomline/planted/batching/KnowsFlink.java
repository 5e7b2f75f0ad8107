package io.bloomline.planted.batching;

import org.apache.flink.api.common.functions.MapFunction;

/** The core must not know Flink. */
public record KnowsFlink(MapFunction<String, String> function) {}
