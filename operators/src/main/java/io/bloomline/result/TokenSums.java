package io.bloomline.result;

import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.preparation.Exchange;
import java.util.List;

/** How many tokens a result took. */
final class TokenSums {

    /** Where a provenance would state a number of tokens that nobody has counted. */
    static final int UNCOUNTED = -1;

    private TokenSums() {}

    /** Tokens that the model read. */
    static int read(List<Exchange> exchanges) {
        int sum = 0;
        for (Exchange exchange : exchanges) {
            sum += exchange.request().tokenIds().length;
        }
        return sum;
    }

    /** Tokens that the model wrote, none for vectors; uncounted where the model leaves out any answer's. */
    static int written(List<Exchange> exchanges) {
        int sum = 0;
        for (Exchange exchange : exchanges) {
            if (exchange.answer().response() instanceof Generated generated) {
                if (generated.outputTokens() == Generated.UNCOUNTED) {
                    return UNCOUNTED;
                }
                sum += generated.outputTokens();
            }
        }
        return sum;
    }
}
