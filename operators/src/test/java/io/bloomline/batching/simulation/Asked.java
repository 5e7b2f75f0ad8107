package io.bloomline.batching.simulation;

import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request, and what has become of it. The {@link Ledger} writes it. */
final class Asked {

    enum State {
        /** Has not been in a batch yet. */
        WAITING,
        UNDER_WAY,
        /** Its batch came back; it is about to be answered or to be sent again. */
        BACK,
        ENDED
    }

    /** No key. */
    static final int KEYLESS = -1;

    final InferenceRequest request;
    final int number;
    final boolean poisonous;
    final int key;

    /** Nanoseconds since the start. */
    final long cameAt;

    /** How many requests had been sent before this one came. */
    final int sentBefore;

    State state = State.WAITING;

    /** Its place among all outcomes that go on their way in the order of their keys. */
    int place;

    /** The batch that it was in first. */
    @Nullable
    Sent first;

    /** The batch that it was in last. */
    @Nullable
    Sent last;

    @Nullable
    CompletableFuture<Answer> answer;

    @Nullable
    Answer given;

    @Nullable
    Throwable thrown;

    Asked(InferenceRequest request, int number, boolean poisonous, int key, long cameAt, int sentBefore) {
        this.request = request;
        this.number = number;
        this.poisonous = poisonous;
        this.key = key;
        this.cameAt = cameAt;
        this.sentBefore = sentBefore;
    }

    @Override
    public String toString() {
        return "request " + number;
    }
}
