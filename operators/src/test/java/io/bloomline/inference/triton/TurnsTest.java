package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();
    private final List<String> begun = new ArrayList<>();

    @Test
    void letsWorkGoOnTogether() {
        together("a", new CompletableFuture<>());
        together("b", new CompletableFuture<>());

        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void letsOneBeAloneInItsTurn() {
        CompletableFuture<String> a = new CompletableFuture<>();
        CompletableFuture<String> alone = new CompletableFuture<>();
        together("a", a);
        alone("alone", alone);
        together("b", new CompletableFuture<>());
        assertThat(begun).containsExactly("a");

        a.complete("");
        assertThat(begun).containsExactly("a", "alone");

        alone.completeExceptionally(new IllegalStateException());
        assertThat(begun).containsExactly("a", "alone", "b");
    }

    @Test
    void goesOnAfterWorkThatThrows() {
        CompletableFuture<String> thrown = turns.alone(() -> {
            throw new IllegalStateException("no");
        });
        together("b", new CompletableFuture<>());

        assertThat(thrown).isCompletedExceptionally();
        assertThat(begun).containsExactly("b");
    }

    private void together(String name, CompletableFuture<String> done) {
        CompletableFuture<?> unused = turns.together(() -> begin(name, done));
    }

    private void alone(String name, CompletableFuture<String> done) {
        CompletableFuture<?> unused = turns.alone(() -> begin(name, done));
    }

    private CompletableFuture<String> begin(String name, CompletableFuture<String> done) {
        begun.add(name);
        return done;
    }
}
