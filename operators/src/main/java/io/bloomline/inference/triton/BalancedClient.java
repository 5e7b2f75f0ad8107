package io.bloomline.inference.triton;

import static java.util.Objects.requireNonNull;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.Backoff;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.time.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds servers: each batch goes to the one with the fewest under way. One that can't be reached, or fails three times in a
 * row, gets no more until it says that it is ready. It is asked after a pause that grows each time that it fails on being
 * used again, and then every two seconds. When none is left, all are tried, so that an answer is had as soon as there is
 * one.
 *
 * <p>A batch that failed is not sent to the next server here: its failure goes to whoever retries.
 */
final class BalancedClient implements InferenceClient {

    private static final Logger LOG = LoggerFactory.getLogger(BalancedClient.class);

    private static final int TOO_MANY_FAILURES = 3;

    /** Asking costs next to nothing, and a server that is back must not idle. */
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(2);

    /** Overloaded servers are not away; sending what they can't take to the others would overload those. */
    private static final Set<String> OTHER_CAUSES = Set.of(
            StatusClassifier.QUEUE_FULL,
            StatusClassifier.QUEUE_TIMEOUT,
            StatusClassifier.OVERLOADED,
            StatusClassifier.CLOSED);

    private final List<Member> members = new ArrayList<>();
    private final Backoff pauses;
    private final Scheduler scheduler;

    private final Object lock = new Object();

    // Read and written under the lock, as the members' fields are.
    private int turn;
    private boolean closed;

    /**
     * @param upstreams at least one; their clients are closed with this
     * @param pauses    how long until a server that was left out is first asked whether it is ready
     */
    BalancedClient(List<Upstream> upstreams, Backoff pauses, Scheduler scheduler) {
        upstreams.forEach(upstream -> members.add(new Member(upstream)));
        this.pauses = pauses;
        this.scheduler = scheduler;
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        Member member = choose();
        return InferenceClients.ask(member.upstream.client(), batch)
                .whenComplete((result, thrown) -> done(
                        member,
                        thrown == null ? null : FailureException.of(thrown).failure()));
    }

    /** Closes all servers' clients, one after the other. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        members.forEach(member -> member.upstream.client().close());
    }

    private Member choose() {
        synchronized (lock) {
            boolean noneLeft = members.stream().allMatch(member -> member.out);
            Member best = null;
            turn++;
            for (int i = 0; i < members.size(); i++) {
                Member next = members.get(Math.floorMod(turn + i, members.size()));
                if ((noneLeft || !next.out) && (best == null || next.underWay < best.underWay)) {
                    best = next;
                }
            }
            Member chosen = requireNonNull(best, "there is a server");
            chosen.underWay++;
            return chosen;
        }
    }

    private void done(Member member, @Nullable Failure failure) {
        boolean leftOut = false;
        Duration pause = Duration.ZERO;
        synchronized (lock) {
            member.underWay--;
            if (failure == null || failure.kind() == FailureKind.REJECTED) {
                member.failures = 0;
                member.timesOut = 0;
                member.out = false;
            } else if (!OTHER_CAUSES.contains(failure.code())) {
                member.failures++;
                boolean away = failure.code().equals(StatusClassifier.UNAVAILABLE);
                leftOut = !member.out && (away || member.timesOut > 0 || member.failures >= TOO_MANY_FAILURES);
                member.out |= leftOut;
                member.timesOut += leftOut ? 1 : 0;
                pause = pauses.longest(Math.max(1, member.timesOut));
            }
        }
        if (leftOut && failure != null) {
            LOG.warn("{} gets no requests until it is ready again: {}", member.upstream.name(), failure.message());
            checkAfter(pause, member);
        }
    }

    private void checkAfter(Duration pause, Member member) {
        synchronized (lock) {
            if (closed) {
                return;
            }
        }
        try {
            scheduler.schedule(pause, () -> check(member));
        } catch (RejectedExecutionException shutDown) {
            LOG.debug("Servers are checked no more: the scheduler is shut down.");
        }
    }

    private void check(Member member) {
        synchronized (lock) {
            if (closed || !member.out) {
                return;
            }
        }
        CompletableFuture<?> unused = member.upstream.ready().get().whenComplete((ready, thrown) -> {
            if (thrown == null && ready) {
                LOG.info("{} is ready again.", member.upstream.name());
                synchronized (lock) {
                    member.failures = 0;
                    member.out = false;
                }
            } else {
                checkAfter(UNTIL_ASKED_AGAIN, member);
            }
        });
    }

    /** A server and how it has been doing; under the lock. */
    private static final class Member {
        private final Upstream upstream;
        private int underWay;
        /** In a row. */
        private int failures;
        /** In a row, since it last answered a batch; back from its pause it is on trial. */
        private int timesOut;

        private boolean out;

        Member(Upstream upstream) {
            this.upstream = upstream;
        }
    }
}
