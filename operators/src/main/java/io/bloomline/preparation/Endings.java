package io.bloomline.preparation;

import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.schema.FinishReason;
import java.util.List;

/** Why a text that was written in parts ends where it ends. */
final class Endings {

    private Endings() {}

    /** {@code LENGTH} when the token limit ended any part, else {@code UNKNOWN} when nobody knows of one, else {@code STOP}. */
    static FinishReason of(List<Exchange> parts) {
        FinishReason all = FinishReason.STOP;
        for (Exchange part : parts) {
            FinishReason one = ((Generated) part.answer().response()).finishReason();
            if (one == FinishReason.LENGTH) {
                return one;
            }
            all = one == FinishReason.STOP ? all : one;
        }
        return all;
    }
}
