package io.bloomline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

    private final KeyOrder order = new KeyOrder();
    private final List<String> emitted = new ArrayList<>();

    @Test
    void letsOtherKeysOvertake() {
        emit(key(1), new CompletableFuture<>());
        emit(key(2), CompletableFuture.completedFuture("second"));
        assertThat(emitted).containsExactly("second");
    }

    @Test
    void letsRecordsWithoutKeyOvertake() {
        emit(null, new CompletableFuture<>());
        emit(null, CompletableFuture.completedFuture("second"));
        assertThat(emitted).containsExactly("second");
    }

    @Test
    void goesOnAfterAFailure() {
        CompletableFuture<String> first = new CompletableFuture<>();
        emit(key(1), first);
        emit(key(1), CompletableFuture.completedFuture("second"));
        first.completeExceptionally(new IllegalStateException());
        assertThat(emitted).containsExactly("failed", "second");
    }

    @Test
    void goesOnAfterAnEmissionThatThrows() {
        CompletableFuture<String> first = new CompletableFuture<>();
        order.emitInOrder(key(1), first, (text, thrown) -> {
            throw new IllegalStateException();
        });
        emit(key(1), CompletableFuture.completedFuture("second"));
        first.complete("first");
        assertThat(emitted).containsExactly("second");
        assertThat(order.keysUnderWay()).isZero();
    }

    @Test
    void emitsAnyNumberThatWaitedForOneLateAnswer() {
        int waiting = 100_000;
        CompletableFuture<String> late = new CompletableFuture<>();
        emit(key(1), late);
        for (int i = 0; i < waiting; i++) {
            emit(key(1), CompletableFuture.completedFuture("waited"));
        }
        assertThat(emitted).isEmpty();
        late.complete("late");
        assertThat(emitted).hasSize(waiting + 1).startsWith("late");
    }

    @Property(tries = 200)
    void emitsEachKeyInOrderWhateverOrderTheAnswersComeIn(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 5) Integer> keys, @ForAll long seed) {
        KeyOrder keyOrder = new KeyOrder();
        Map<Integer, List<Integer>> completed = new HashMap<>();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            int key = keys.get(i);
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            answers.add(answer);
            keyOrder.emitInOrder(key(key), answer, (number, thrown) -> completed
                    .computeIfAbsent(key, k -> new ArrayList<>())
                    .add(number));
        }
        List<Integer> shuffled = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            shuffled.add(i);
        }
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.forEach(i -> answers.get(i).complete(i));
        assertThat(completed.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
        assertThat(completed.values().stream().mapToInt(List::size).sum()).isEqualTo(keys.size());
        assertThat(keyOrder.keysUnderWay()).isZero();
    }

    private void emit(byte @Nullable [] key, CompletableFuture<String> outcome) {
        order.emitInOrder(key, outcome, (text, thrown) -> emitted.add(thrown == null ? text : "failed"));
    }

    private static byte[] key(int number) {
        return new byte[] {(byte) number};
    }
}
