package io.bloomline.inference.djl;

import ai.djl.translate.TranslateException;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import java.util.List;

/** Answers a batch in the calling thread. Thread-safe. */
interface Network {

    /** One response per request, in the same order. */
    List<InferenceResponse> answer(List<InferenceRequest> batch) throws TranslateException;
}
