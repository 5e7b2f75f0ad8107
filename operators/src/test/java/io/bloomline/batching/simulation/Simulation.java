package io.bloomline.batching.simulation;

import io.bloomline.inference.Answer;
import io.bloomline.inference.Backoff;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One run: requests come, are answered or given up, as the scenario says, until nothing more is to come. */
final class Simulation {

    /** Who asks out of an answer, while asking out of an answer, does it later: the stack is finite. */
    private static final int DEEPEST = 3;

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(1), Duration.ofMillis(50));

    private final Scenario scenario;
    private final Workload workload;
    private final Draw draw;
    private final VirtualTime time = new VirtualTime();
    private final Ledger ledger = new Ledger(time);
    private final Subject subject;
    private int toCome;
    private int depth;

    Simulation(long seed, Subject.Maker maker) {
        scenario = Scenario.of(seed);
        workload = scenario.workload();
        draw = scenario.chance().split();
        toCome = workload.requests();
        Bounds bounds = scenario.bounds();
        CountedTimers timers = new CountedTimers(time);
        InferenceClient client = new SimulatedServer(
                scenario.server(), ledger, time, scenario.chance().split());
        if (scenario.retried()) {
            client = InferenceClients.resilient(
                    client, BACKOFF, timers, scenario.chance().split().random(), bounds.inFlight());
        }
        subject = maker.make(new WatchedClient(client, ledger), bounds, timers);
        watch(timers, new Memory(subject, client));
    }

    /** Plays to the end, or to the first thing that is wrong. */
    List<Finding> play() {
        time.schedule(Duration.ZERO, this::crowdComes);
        time.schedule(Duration.ofNanos(scenario.measureAt()), ledger::measured);
        if (scenario.closesAt() != Scenario.AT_THE_END) {
            time.schedule(Duration.ofNanos(scenario.closesAt()), this::close);
        }
        while (isSound() && time.waitingTasks() > 0) {
            time.advanceToNextTask();
            ledger.settled();
        }
        if (isSound()) {
            ledger.atRest();
        }
        if (isSound()) {
            close();
        }
        return ledger.findings();
    }

    /** Has somebody else watch too. */
    Simulation watchedBy(Function<Ledger, Check> watcher) {
        ledger.watchedBy(watcher.apply(ledger));
        return this;
    }

    /** What is checked. */
    List<Class<? extends Check>> promises() {
        return ledger.promises();
    }

    private void watch(CountedTimers timers, Memory memory) {
        ledger.watchedBy(new EverybodyIsAnswered(ledger));
        ledger.watchedBy(new OutcomesAreTheirOwn(ledger));
        ledger.watchedBy(new NobodyIsAskedTwice(ledger));
        ledger.watchedBy(new BoundsHold(ledger, scenario.limits()));
        ledger.watchedBy(new OnlyMatesTravelTogether(ledger));
        ledger.watchedBy(new OnlyTheGuiltyAreRefused(ledger));
        ledger.watchedBy(new FewCallsFindTheGuilty(ledger));
        ledger.watchedBy(new NobodyLingersBesideAFreeSlot(ledger, scenario));
        ledger.watchedBy(new NobodyStarves(ledger, scenario.limits()));
        ledger.watchedBy(new NothingIsLeft(ledger, timers, memory, scenario.limits()));
        ledger.watchedBy(new OnlyThePendingAreKept(ledger, timers, memory));
        ledger.watchedBy(new KeysKeepTheirOrder(ledger));
        ledger.watchedBy(new ItComesToRest(ledger, timers));
    }

    private boolean isSound() {
        return ledger.findings().isEmpty();
    }

    /** Twice, as that may happen too. */
    private void close() {
        ledger.closing();
        subject.close();
        subject.close();
        ledger.closeReturned();
    }

    private void crowdComes() {
        for (int i = 0; i < workload.crowd(); i++) {
            nextComes();
        }
        if (toCome > 0) {
            time.schedule(Duration.ofNanos(draw.pause(workload.meanPause())), this::crowdComes);
        }
    }

    private void nextComes() {
        if (toCome == 0) {
            return;
        }
        toCome--;
        int key = workload.keys() == 0 ? Asked.KEYLESS : draw.between(0, workload.keys() - 1);
        Asked asked = ledger.came(request(ledger.all().size()), draw.chance(workload.poisonous()), key);
        CompletableFuture<Answer> answer = subject.submit(asked.request);
        asked.answer = answer;
        if (key != Asked.KEYLESS) {
            ledger.linedUp(asked);
            subject.emitInOrder(new byte[] {(byte) key}, answer, (given, thrown) -> ledger.emitted(asked));
        }
        CompletableFuture<?> unused = answer.whenComplete((given, thrown) -> {
            ledger.ended(asked, given, thrown);
            if (thrown != null) {
                giveUpDocumentOf(asked);
            }
            if (workload.pressing()) {
                nextComesOutOfAnAnswer(answer.isCancelled());
            }
        });
        if (draw.chance(workload.impatient())) {
            time.schedule(Duration.ofNanos(draw.pause(workload.patience())), () -> answer.cancel(false));
        }
    }

    private void giveUpDocumentOf(Asked failed) {
        int first = failed.number - failed.number % workload.perDocument();
        int end = Math.min(first + workload.perDocument(), ledger.all().size());
        for (int number = first; number < end; number++) {
            CompletableFuture<Answer> other = ledger.all().get(number).answer;
            if (other != null) {
                other.cancel(false);
            }
        }
    }

    private void nextComesOutOfAnAnswer(boolean givenUp) {
        // Who gives up is out of the batcher only when all that depends on it has run, this included.
        if (givenUp || depth == DEEPEST) {
            time.schedule(Duration.ZERO, this::nextComes);
            return;
        }
        depth++;
        nextComes();
        depth--;
    }

    private InferenceRequest request(int number) {
        int tokens = workload.lengths().draw(draw);
        if (draw.chance(workload.generating())) {
            int parameters = draw.between(1, workload.parameters());
            return Numbered.generate(number, tokens, GenerationParameters.greedy(8 * parameters));
        }
        return Numbered.embed(number, tokens);
    }
}
