package io.bloomline.document;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka header.
 *
 * @param key   name; several headers of a record may share one
 * @param value bytes as they were, or null
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copying every header would cost each document
public record Header(String key, byte @Nullable [] value) {}
