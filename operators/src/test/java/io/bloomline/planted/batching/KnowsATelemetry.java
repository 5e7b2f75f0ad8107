package io.bloomline.planted.batching;

import io.opentelemetry.api.trace.Span;

/** Traces are told in one place only. */
public record KnowsATelemetry(Span span) {}
