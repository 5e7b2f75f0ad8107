package io.bloomline.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final StringWriter written = new StringWriter();
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;

    @Test
    void writesALineEveryFewSecondsWhereThereIsNoTerminal() {
        var progress = new ProgressLine(new PrintWriter(written), false, clock);

        progress.show("one");
        progress.show("two");
        after(Duration.ofSeconds(4), progress, "three");
        after(Duration.ofSeconds(4), progress, "three");
        progress.clear();

        assertThat(written.toString().lines()).containsExactly("  0 s  one", "  4 s  three");
    }

    @Test
    void writesOneLineAnewOnATerminalAndTakesItAway() {
        var progress = new ProgressLine(new PrintWriter(written), true, clock);

        progress.show("one");
        after(Duration.ofMillis(20), progress, "too early");
        after(Duration.ofMillis(100), progress, "two");
        progress.clear();

        assertThat(written.toString()).isEqualTo("\r⠋   0 s  one\u001b[K\r⠙   0 s  two\u001b[K\r\u001b[K");
    }

    private void after(Duration pause, ProgressLine progress, String text) {
        now = now.plus(pause);
        progress.show(text);
    }
}
