package io.bloomline.batching.simulation;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch that the batcher sent, with what the {@link Ledger} knew when it was sent and when it came back. */
final class Sent {

    final int number;
    final List<Asked> members;

    /** Whether all of them had been sent before: what is left of a batch that was refused. */
    final boolean again;

    /** One that was not to be sent: it is under way already, or has ended. */
    final @Nullable Asked untimely;

    /** Who had waited longest, these included; null when nobody waited for a first time. */
    final @Nullable Asked oldest;

    /** How many waited, these included. */
    final int waiting;

    /** How many had been sent, these not included. */
    final int sentBefore;

    /** The batch that this one is a part of; itself when it is no part. */
    final Sent whole;

    /** How often this batch and its parts were sent. */
    int calls;

    /** Whether a part was refused although nobody in it is poisonous. */
    boolean unjust;

    boolean back;

    /** Why it failed; null while it is under way and when it was answered. */
    @Nullable
    Failure failure;

    Sent(
            int number,
            List<Asked> members,
            @Nullable Asked untimely,
            @Nullable Asked oldest,
            int waiting,
            int sentBefore) {
        this.number = number;
        this.members = members;
        this.untimely = untimely;
        this.oldest = oldest;
        this.waiting = waiting;
        this.sentBefore = sentBefore;
        boolean allSentBefore = true;
        for (Asked asked : members) {
            allSentBefore &= asked.first != null;
        }
        this.again = allSentBefore;
        Sent first = members.get(0).first;
        this.whole = again && first != null ? first : this;
    }

    int items() {
        return members.size();
    }

    int longest() {
        int longest = 0;
        for (Asked asked : members) {
            longest = Math.max(longest, asked.request.tokens());
        }
        return longest;
    }

    int guilty() {
        int guilty = 0;
        for (Asked asked : members) {
            guilty += asked.poisonous ? 1 : 0;
        }
        return guilty;
    }

    boolean refused() {
        return failure != null && failure.kind() == FailureKind.REJECTED;
    }

    /** Whether it came back, and no part of it will be sent again. */
    boolean isOver() {
        return back && !(refused() && items() > 1);
    }

    @Override
    public String toString() {
        return "batch " + number;
    }
}
