package io.bloomline.it.triton;

import io.bloomline.it.support.kserve.Call;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.Reaction;
import io.bloomline.it.support.kserve.Script;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bad day by chance: any call may meet with anything that is nobody's lasting fault, and some documents are poison to
 * whatever batch they are in, the server's included. The day gets better in the end, as an outage does.
 */
final class Mishaps implements Script {

    /** What stands in texts that the model can't bear. */
    static final String POISON = "poison";

    private static final List<Reaction> UNARY = List.of(
            BadDay.MODEL_LOADS.reaction(),
            BadDay.VERSION_LOADS.reaction(),
            BadDay.QUEUE_IS_FULL.reaction(),
            BadDay.QUEUE_IS_SLOW.reaction(),
            BadDay.SERVER_STOPS.reaction(),
            BadDay.CONNECTION_BREAKS.reaction(),
            BadDay.ANSWER_IS_LATE.reaction(),
            BadDay.BACKEND_DIED.reaction(),
            BadDay.MODEL_IS_UNKNOWN.reaction(),
            BadDay.NOBODY_KNOWS_US.reaction(),
            Reaction.silence(),
            Reaction.after(Duration.ofMillis(20), Reaction.answer()));

    private static final List<Reaction> STREAMED = List.of(
            BadDay.QUEUE_IS_FULL.reaction(),
            BadDay.SERVER_STOPS.reaction(),
            BadDay.BACKEND_DIED.reaction(),
            BadDay.MODEL_LOADS.reaction(),
            Reaction.silence(),
            Reaction.twice(),
            Reaction.strayFirst(),
            Reaction.breakOff("Exceeds maximum queue size"),
            Reaction.endStream(Code.UNAVAILABLE, "Socket closed"),
            Reaction.after(Duration.ofMillis(20), Reaction.answer()));

    private final SplittableRandom random;
    private final double share;
    private final AtomicInteger left;

    /**
     * @param share how many of the calls meet with something
     * @param most  how many do so altogether
     */
    Mishaps(long seed, double share, int most) {
        this.random = new SplittableRandom(seed);
        this.share = share;
        this.left = new AtomicInteger(most);
    }

    @Override
    public synchronized Reaction to(Call call) {
        if (call.rows().stream().anyMatch(row -> row.contains(POISON))) {
            return BadDay.DATA_ARE_BAD.reaction();
        }
        if (left.get() == 0 || random.nextDouble() >= share) {
            return Reaction.answer();
        }
        left.decrementAndGet();
        List<Reaction> possible = call.model().equals(KServeServer.STREAMED_TEXT) ? STREAMED : UNARY;
        return possible.get(random.nextInt(possible.size()));
    }
}
