package io.bloomline.batching.simulation;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ways in which a batcher can be wrong, at least one for each promise. */
final class PlantedFaults {

    private PlantedFaults() {}

    static Stream<PlantedFault> all() {
        return Stream.of(
                new PlantedFault(
                        "forgets one in ten",
                        EverybodyIsAnswered.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            private int came;

                            @Override
                            public CompletableFuture<Answer> submit(InferenceRequest request) {
                                return ++came % 10 == 0 ? new CompletableFuture<>() : super.submit(request);
                            }
                        }),
                new PlantedFault(
                        "leaves who waits when closed",
                        EverybodyIsAnswered.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            void abandon(List<Pending> abandoned) {}
                        }),
                new PlantedFault(
                        "swaps answers",
                        OutcomesAreTheirOwn.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            void answer(List<Pending> batch, InferenceResult result) {
                                List<Pending> swapped = new ArrayList<>(batch);
                                swapped.add(swapped.remove(0));
                                super.answer(swapped, result);
                            }
                        }),
                new PlantedFault(
                        "makes up a failure",
                        OutcomesAreTheirOwn.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            void fail(List<Pending> batch, FailureException failure) {
                                super.fail(
                                        batch,
                                        new FailureException(Failure.transientFailure("made-up", "Who knows why.")));
                            }
                        }),
                new PlantedFault(
                        "sends a batch twice",
                        NobodyIsAskedTwice.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            void send(List<Pending> batch) {
                                super.send(batch);
                                super.send(batch);
                            }
                        }),
                new PlantedFault(
                        "sends who gave up",
                        NobodyIsAskedTwice.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            void forget(Pending pending) {}
                        }),
                new PlantedFault(
                        "sends one item too many",
                        BoundsHold.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            boolean fits(int items, int longest) {
                                return super.fits(items - 1, longest);
                            }
                        }),
                new PlantedFault(
                        "sends one batch too many",
                        BoundsHold.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            int slots() {
                                return super.slots() + 1;
                            }
                        }),
                new PlantedFault(
                        "forgets padding",
                        BoundsHold.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            boolean fits(int items, int longest) {
                                return super.fits(items, 1);
                            }
                        }),
                new PlantedFault(
                        "mixes kinds",
                        OnlyMatesTravelTogether.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            boolean areMates(InferenceRequest one, InferenceRequest other) {
                                return one.getClass() == other.getClass();
                            }
                        }),
                new PlantedFault(
                        "refuses the innocent",
                        OnlyTheGuiltyAreRefused.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            void failed(List<Pending> batch, FailureException failure) {
                                fail(batch, failure);
                            }
                        }),
                new PlantedFault(
                        "tries each alone",
                        FewCallsFindTheGuilty.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            void divide(List<Pending> batch) {
                                batch.forEach(pending -> parts.add(List.of(pending)));
                            }
                        }),
                new PlantedFault(
                        "tries the same again",
                        ItComesToRest.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            void divide(List<Pending> batch) {
                                parts.add(batch);
                            }
                        }),
                new PlantedFault(
                        "lingers too long",
                        NobodyLingersBesideAFreeSlot.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            long maxDelay() {
                                return super.maxDelay() + 1;
                            }
                        }),
                new PlantedFault(
                        "loses a half",
                        NobodyLingersBesideAFreeSlot.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            void divide(List<Pending> batch) {
                                super.divide(batch);
                                parts.removeFirst();
                            }
                        }),
                new PlantedFault(
                        "prefers the newest",
                        NobodyStarves.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            Iterator<Pending> inOrder() {
                                return waiting.descendingIterator();
                            }
                        }),
                new PlantedFault(
                        "forces who waits too late",
                        NobodyStarves.class,
                        (client, bounds, scheduler) ->
                                new ShortestFirst(client, bounds, scheduler, 2 * Promises.TURNOVERS)),
                new PlantedFault(
                        "keeps a note of each",
                        NothingIsLeft.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            private final List<String> notes = new ArrayList<>();

                            @Override
                            void answer(List<Pending> batch, InferenceResult result) {
                                batch.forEach(pending -> notes.add(
                                        "a note of " + pending.request().text()));
                                super.answer(batch, result);
                            }
                        }),
                new PlantedFault(
                        "leaves its timer when closed",
                        NothingIsLeft.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            void callOffTimer() {}
                        }),
                new PlantedFault(
                        "keeps what it sent",
                        OnlyThePendingAreKept.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            private final List<List<Pending>> sent = new ArrayList<>();

                            @Override
                            void send(List<Pending> batch) {
                                sent.add(batch);
                                super.send(batch);
                            }
                        }),
                new PlantedFault(
                        "sets a timer for each",
                        OnlyThePendingAreKept.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            public CompletableFuture<Answer> submit(InferenceRequest request) {
                                scheduler.schedule(limits.maxDelay(), this::sendWhatMayGo);
                                return super.submit(request);
                            }
                        }),
                new PlantedFault(
                        "looks again and again",
                        ItComesToRest.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            void send(List<Pending> batch) {
                                look();
                                super.send(batch);
                            }

                            private void look() {
                                scheduler.schedule(Duration.ZERO, this::look);
                            }
                        }),
                new PlantedFault(
                        "emits as it comes",
                        KeysKeepTheirOrder.class,
                        (client, bounds, scheduler) -> new SimpleBatcher(client, bounds, scheduler) {
                            @Override
                            public void emitInOrder(
                                    byte[] key,
                                    CompletableFuture<Answer> outcome,
                                    BiConsumer<@Nullable Answer, @Nullable Throwable> emit) {
                                CompletableFuture<?> unused = outcome.whenComplete(emit);
                            }
                        }));
    }
}
