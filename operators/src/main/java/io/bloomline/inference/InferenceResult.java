package io.bloomline.inference;

import java.util.List;

/**
 * A model's answer to a batch.
 *
 * @param responses    one per request, in the requests' order
 * @param modelVersion version of the model that answered
 * @param endpoint     which endpoint answered, for the provenance
 */
public record InferenceResult(List<InferenceResponse> responses, String modelVersion, String endpoint) {}
