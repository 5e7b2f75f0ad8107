package io.bloomline.it.cluster;

/**
 * What a model server was asked.
 *
 * @param prompt the row of the batch
 * @param millis when, in milliseconds since 1970
 */
public record Question(String prompt, long millis) {}
