package io.bloomline.testing;

import io.bloomline.inference.Tokenizer;
import org.jspecify.annotations.NullMarked;

/** A tokenizer that isn't the model's: an id per character. */
@NullMarked
public final class StandInTokenizer implements Tokenizer {

    @Override
    public int[] encode(String text) {
        return new int[text.length()];
    }

    @Override
    public boolean isExact() {
        return false;
    }
}
