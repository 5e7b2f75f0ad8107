package io.bloomline.inference;

import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;

/** Requests for tests, told apart by number. */
public final class Requests {

    private Requests() {}

    /** Asks for the vector of a text of so many tokens, at least 1. */
    public static Embed embed(int number, int tokens) {
        return new Embed("text " + number, ids(number, tokens));
    }

    /** Asks for the continuation of a prompt of one token, which weighs {@code 1 + maxTokens}. */
    public static Generate generate(int number, int maxTokens) {
        return new Generate("prompt " + number, ids(number, 1), GenerationParameters.greedy(maxTokens));
    }

    private static int[] ids(int number, int tokens) {
        int[] ids = new int[tokens];
        ids[0] = number;
        return ids;
    }
}
