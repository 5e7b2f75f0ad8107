package io.bloomline.inference.triton;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How to count the tokens of a text, which a server doesn't tell.
 *
 * @param tokenizerFile the model's {@code tokenizer.json}, read where the model is used. Null for a model that reads text:
 *                      UTF-8 bytes then stand in for tokens, which are never more. They weigh requests and bound the
 *                      chunks of an embedding; whether a prompt fits a model that writes is for the server to judge
 * @param maxTokens     most tokens of one request, read and written together, at least 4. Null for what the model's
 *                      {@code config.pbtxt} says ({@code parameters: max_tokens}), or else BLOOM's 2,048, or no limit for a
 *                      model that writes and has no {@code tokenizerFile}
 */
public record TokenSettings(@Nullable String tokenizerFile, @Nullable Integer maxTokens) implements Serializable {

    /** Says nothing. */
    public static final TokenSettings DEFAULT = new TokenSettings(null, null);

    public TokenSettings {
        if (maxTokens != null && maxTokens < 4) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + "; it must be at least 4");
        }
    }
}
