package io.bloomline.batching;

import io.bloomline.inference.InferenceResponse;

/**
 * What a request got back from the batch it travelled in.
 *
 * @param response     the model's answer to this request
 * @param modelVersion version of the model that answered
 * @param endpoint     which endpoint answered
 */
public record Answer(InferenceResponse response, String modelVersion, String endpoint) {}
