package io.bloomline.deadletter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.failure.FailureException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeadShareTest {

    @Test
    void fewDocumentsEndNoJob() {
        DeadShare share = new DeadShare(0);
        assertThatCode(() -> dead(share, 999)).doesNotThrowAnyException();
        assertThatThrownBy(() -> dead(share, 1)).isInstanceOf(FailureException.class);
    }

    @Test
    void asMuchAsIsAllowedEndsNoJob() {
        DeadShare share = new DeadShare(0.5);
        assertThatCode(() -> {
                    dead(share, 500);
                    answered(share, 500);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void oneMoreEndsItAndSaysWhatTheCommonestCauseIs() {
        DeadShare share = new DeadShare(0.5);
        answered(share, 499);
        dead(share, 500);
        assertThatThrownBy(() -> share.count("no-json"))
                .hasMessageStartingWith("501 of the last 1,000 documents became dead letters, 500 of them of code"
                        + " too-long; sink.max-dead-share allows 0.5 of them.");
    }

    @Test
    void looksAtTheLastDocumentsOnly() {
        DeadShare share = new DeadShare(0.5);
        dead(share, 400);
        answered(share, 100_000);
        assertThatCode(() -> dead(share, 500)).doesNotThrowAnyException();
        assertThatThrownBy(() -> dead(share, 1)).isInstanceOf(FailureException.class);
    }

    @Test
    void aShareOfOneAllowsEverything() {
        DeadShare share = new DeadShare(1);
        assertThatCode(() -> dead(share, 10_000)).doesNotThrowAnyException();
    }

    private static void dead(DeadShare share, int documents) {
        IntStream.range(0, documents).forEach(i -> share.count("too-long"));
    }

    private static void answered(DeadShare share, int documents) {
        IntStream.range(0, documents).forEach(i -> share.count(null));
    }
}
