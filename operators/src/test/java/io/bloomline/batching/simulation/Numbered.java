package io.bloomline.batching.simulation;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.schema.FinishReason;

/** Requests whose text is their number, and responses that name it. Requests of one length share their token ids. */
final class Numbered {

    private static final int[][] IDS = new int[Lengths.MOST + 1][];

    static {
        for (int length = 1; length <= Lengths.MOST; length++) {
            IDS[length] = new int[length];
        }
    }

    private Numbered() {}

    static InferenceRequest embed(int number, int tokens) {
        return new Embed(Integer.toString(number), IDS[tokens]);
    }

    static InferenceRequest generate(int number, int tokens, GenerationParameters parameters) {
        return new Generate(Integer.toString(number), IDS[tokens], parameters);
    }

    static int numberOf(InferenceRequest request) {
        return Integer.parseInt(request.text());
    }

    /** What requests of one batch have in common. */
    static Object kindOf(InferenceRequest request) {
        return request instanceof Generate generate ? generate.parameters() : request.getClass();
    }

    static InferenceResponse responseTo(InferenceRequest request) {
        if (request instanceof Generate) {
            return new Generated(request.text(), 1, FinishReason.STOP);
        }
        return new Embedded(new float[] {1 + numberOf(request)});
    }

    /** The number of the request that a response was made for. */
    static int numberOf(InferenceResponse response) {
        if (response instanceof Generated generated) {
            return Integer.parseInt(generated.text());
        }
        return (int) ((Embedded) response).vector()[0] - 1;
    }
}
