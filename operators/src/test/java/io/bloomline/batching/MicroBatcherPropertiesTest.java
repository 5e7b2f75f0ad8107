package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.Simulation.Event;
import io.bloomline.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** What holds whatever happens in whatever order. */
class MicroBatcherPropertiesTest {

    private static final int MAX_EVENTS = 120;

    @Property(tries = 500)
    void everyRequestGetsItsOwnAnswerOnceWithoutWaitingForFurtherEvents(
            @ForAll("limits") BatchLimits limits, @ForAll("anyEvents") List<Event> events) {
        Simulation simulation = new Simulation(limits);

        simulation.play(events);
        simulation.finish();

        simulation.checkAnswers(false);
        simulation.close();
    }

    @Property(tries = 500)
    void closingAtAnyMomentLeavesNothingInFlightAndNobodyWithoutAnswer(
            @ForAll("limits") BatchLimits limits, @ForAll("anyEvents") List<Event> events) {
        Simulation simulation = new Simulation(limits);
        simulation.play(events.stream()
                .filter(event -> !(event instanceof Event.Submit submit && submit.poison()))
                .toList());

        simulation.close();

        simulation.checkAnswers(true);
    }

    @Property(tries = 500)
    void nobodyIsOvertakenForEver(@ForAll("limits") BatchLimits limits, @ForAll("peacefulEvents") List<Event> events) {
        Simulation simulation = new Simulation(limits);

        simulation.play(events);
        simulation.finish();

        simulation.checkNobodyIsOvertakenForEver();
        simulation.close();
    }

    @Property(tries = 500)
    void fewGuiltyAreFoundWithFewCallsAndTheInnocentAreAnswered(
            @ForAll("sizeAndPoison") Tuple2<Integer, Set<Integer>> sizeAndPoison) {
        int size = sizeAndPoison.get1();
        Set<Integer> guilty = sizeAndPoison.get2();
        Simulation simulation = new Simulation(new BatchLimits(size, 1 << 20, Duration.ofMillis(20), 1));
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            events.add(new Event.Submit(3, guilty.contains(i)));
        }

        simulation.play(events);
        simulation.finish();

        simulation.checkAnswers(false);
        List<CompletableFuture<Answer>> answers = simulation.answers();
        for (int i = 0; i < size; i++) {
            assertThat(answers.get(i).isCompletedExceptionally()).isEqualTo(guilty.contains(i));
        }
        int halvings = 32 - Integer.numberOfLeadingZeros(size - 1);
        assertThat(simulation.calls()).hasSizeLessThanOrEqualTo(1 + 2 * halvings * guilty.size());
        assertThat(simulation.calls()).hasSizeLessThanOrEqualTo(2 * size - 1);
        simulation.close();
    }

    @Provide
    Arbitrary<BatchLimits> limits() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(1, 4))
                .as((items, tokens, delay, inFlight) ->
                        new BatchLimits(items, tokens, Duration.ofMillis(delay), inFlight));
    }

    @Provide
    Arbitrary<List<Event>> anyEvents() {
        Arbitrary<Event> event = Arbitraries.frequencyOf(
                Tuple.of(8, submit(Arbitraries.of(false, false, false, false, true))),
                Tuple.of(2, generate()),
                Tuple.of(5, answer()),
                Tuple.of(2, fail()),
                Tuple.of(1, Arbitraries.integers().between(0, 200).map(Event.Cancel::new)),
                Tuple.of(2, pass()));
        return event.list().ofMaxSize(MAX_EVENTS);
    }

    @Provide
    Arbitrary<List<Event>> peacefulEvents() {
        Arbitrary<Event> event = Arbitraries.frequencyOf(
                Tuple.of(8, submit(Arbitraries.just(false))),
                Tuple.of(4, generate()),
                Tuple.of(3, answer()),
                Tuple.of(1, pass()));
        return event.list().ofMaxSize(MAX_EVENTS);
    }

    @Provide
    Arbitrary<Tuple2<Integer, Set<Integer>>> sizeAndPoison() {
        return Arbitraries.integers().between(1, 100).flatMap(size -> Arbitraries.integers()
                .between(0, size - 1)
                .set()
                .ofMaxSize(Math.min(size, 5))
                .map(guilty -> Tuple.of(size, guilty)));
    }

    private static Arbitrary<Event> submit(Arbitrary<Boolean> poison) {
        return Combinators.combine(weights(), poison).as(Event.Submit::new);
    }

    /** Mostly such that several fit into a batch. */
    private static Arbitrary<Integer> weights() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(1, 8)),
                Tuple.of(1, Arbitraries.integers().between(1, 70)));
    }

    /** Mostly the one that halves a batch. */
    private static Arbitrary<FailureKind> kinds() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(FailureKind.REJECTED)), Tuple.of(1, Arbitraries.of(FailureKind.class)));
    }

    private static Arbitrary<Event> generate() {
        return Arbitraries.of(4, 8).map(Event.Generate::new);
    }

    private static Arbitrary<Event> answer() {
        return Arbitraries.integers().between(0, 9).map(Event.AnswerCall::new);
    }

    private static Arbitrary<Event> fail() {
        return Combinators.combine(Arbitraries.integers().between(0, 9), kinds())
                .as(Event.FailCall::new);
    }

    private static Arbitrary<Event> pass() {
        return Arbitraries.integers().between(0, 40).map(Event.Pass::new);
    }
}
