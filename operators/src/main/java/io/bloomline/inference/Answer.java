package io.bloomline.inference;

/**
 * What one request got back from the batch it travelled in.
 *
 * @param response     the model's answer to this request
 * @param modelVersion version of the model that answered
 * @param endpoint     which endpoint answered
 */
public record Answer(InferenceResponse response, String modelVersion, String endpoint) {}
