/**
 * Follows documents that are traced by OpenTelemetry: from the {@code traceparent} of a Kafka record through preparation,
 * pool and batch to the model server, and on into the headers of results. The only package that knows OpenTelemetry.
 * Other packages call it where something begins and ends; for documents that aren't traced that costs next to nothing.
 */
@NullMarked
package io.bloomline.tracing;

import org.jspecify.annotations.NullMarked;
