package io.bloomline.batching;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;

/**
 * Foretells when the model will have done one of the batches under way, and learns how long before that the next may be
 * sent so as to arrive just then: as long as its way there and the answer's way back take. Sent later, the model would
 * stand idle; sent earlier, the batch would wait at the server, where none can join it. Not thread-safe.
 */
final class Foresight {

    private static final double WEIGHT_OF_ONE = 0.1;

    /** How much more than what was of use so far is tried, so that it can grow. */
    private static final double REACH = 1.6;

    private static final double FIRST_REACH_NANOS = 50_000;

    private final IdentityHashMap<Batch, Stay> underWay = new IdentityHashMap<>();

    /** Batches that wait at the server, the first in front. */
    private final Deque<Stay> queued = new ArrayDeque<>();

    /** How much earlier answers came of batches that were sent ahead. */
    private double travelNanos;

    /** A batch at the model. */
    private static final class Stay {

        private final long sent;
        private final double takes;
        private final boolean ahead;
        private boolean waits;
        /** When the answer came that made room for it; when it was sent, if there was room. */
        private long roomSince;

        Stay(long sent, double takes, boolean waits, boolean ahead) {
            this.sent = sent;
            this.takes = takes;
            this.waits = waits;
            this.ahead = ahead;
            this.roomSince = sent;
        }
    }

    /**
     * A batch is sent.
     *
     * @param takes nanoseconds that it takes alone
     * @param waits whether the model has to do one of the others first
     * @param ahead whether it waits only as long as {@link #nanosUntilSending} foretells
     */
    void sent(Batch batch, double takes, boolean waits, boolean ahead) {
        Stay stay = new Stay(batch.sentNanos(), takes, waits, ahead);
        underWay.put(batch, stay);
        if (waits) {
            queued.add(stay);
        }
    }

    /**
     * A batch is under way no more.
     *
     * @param tells whether how long it took tells anything
     */
    void ended(Batch batch, long now, boolean tells) {
        Stay stay = underWay.remove(batch);
        if (stay == null) {
            return;
        }
        if (stay.waits) {
            queued.remove(stay);
            return;
        }
        if (tells && stay.ahead) {
            learn(stay, now);
        }
        Stay next = queued.poll();
        if (next != null) {
            next.waits = false;
            next.roomSince = now;
        }
    }

    private void learn(Stay stay, long now) {
        double lead = (double) (stay.roomSince - stay.sent);
        double saved = Math.max(0, Math.min(stay.takes - (now - stay.roomSince), Math.min(lead, stay.takes / 2)));
        // One that could not have saved as much as is usual says nothing about the usual.
        if (lead >= travelNanos || saved > travelNanos) {
            travelNanos += WEIGHT_OF_ONE * (saved - travelNanos);
        }
    }

    /** How long until a batch may be sent ahead; 0 for now, {@link Long#MAX_VALUE} when nothing can be foretold. */
    long nanosUntilSending(long now) {
        double left = Double.POSITIVE_INFINITY;
        for (Stay stay : underWay.values()) {
            if (!stay.waits) {
                double since = Math.min((double) (now - stay.sent), now - stay.roomSince + travelNanos);
                left = Math.min(left, stay.takes - since);
            }
        }
        return left == Double.POSITIVE_INFINITY
                ? Long.MAX_VALUE
                : (long) Math.max(0, left - REACH * travelNanos - FIRST_REACH_NANOS);
    }
}
