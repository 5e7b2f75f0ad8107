package io.bloomline.inference.triton;

import io.bloomline.inference.InferenceClient;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One of several servers that answer alike.
 *
 * @param name   for the log
 * @param client asks it
 * @param ready  whether it can answer; may fail when it can't be reached
 */
record Upstream(String name, InferenceClient client, Supplier<CompletableFuture<Boolean>> ready) {}
