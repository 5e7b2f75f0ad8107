package io.bloomline.inference.djl;

import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.schema.FinishReason;
import java.util.Arrays;
import java.util.Set;

/** One text while it is being written: a row of the batch. */
final class Writing {

    private final int[] promptIds;
    private final TokenChoice choice;
    private final Set<Integer> endIds;
    private final long[] written;
    private int count;
    private FinishReason finishReason = FinishReason.UNKNOWN;

    Writing(Generate request, Set<Integer> endIds) {
        this.promptIds = request.tokenIds();
        this.choice = new TokenChoice(request.parameters(), promptIds);
        this.endIds = endIds;
        this.written = new long[request.parameters().maxTokens()];
    }

    int[] promptIds() {
        return promptIds;
    }

    boolean isFinished() {
        return finishReason != FinishReason.UNKNOWN;
    }

    FinishReason finishReason() {
        return finishReason;
    }

    /** Tokens written so far; the one that ended the text is none of them. */
    long[] written() {
        return Arrays.copyOf(written, count);
    }

    long newest() {
        return written[count - 1];
    }

    /** Takes the next token, chosen from the logits of the newest one. */
    void goOn(float[] logits) {
        int token = choice.next(logits);
        if (endIds.contains(token)) {
            finishReason = FinishReason.STOP;
            return;
        }
        written[count++] = token;
        if (count == written.length) {
            finishReason = FinishReason.LENGTH;
        }
    }
}
