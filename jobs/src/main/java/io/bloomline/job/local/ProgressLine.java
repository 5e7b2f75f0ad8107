package io.bloomline.job.local;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Says what is going on: on a terminal in one line that is written anew, elsewhere as a line every few seconds. Not
 * thread-safe.
 */
final class ProgressLine {

    private static final Duration TERMINAL_PAUSE = Duration.ofMillis(100);
    private static final Duration LOG_PAUSE = Duration.ofSeconds(3);
    private static final String[] WHEEL = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};

    private final PrintWriter out;
    private final boolean terminal;
    private final InstantSource clock;
    private final Instant start;
    private Instant next;
    private String shown = "";
    private int turn;

    /**
     * Nothing shown yet.
     *
     * @param out      where to write
     * @param terminal whether a line can be written anew there
     * @param clock    tells how long it has been going
     */
    ProgressLine(PrintWriter out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.start = clock.instant();
        this.next = start;
    }

    /** Shows a text, unless the last one is too fresh; call it as often as you like. */
    void show(String text) {
        Instant now = clock.instant();
        if (now.isBefore(next) || (!terminal && text.equals(shown))) {
            return;
        }
        next = now.plus(terminal ? TERMINAL_PAUSE : LOG_PAUSE);
        shown = text;
        String line = "%3d s  %s".formatted(Duration.between(start, now).toSeconds(), text);
        if (terminal) {
            out.print("\r" + WHEEL[turn++ % WHEEL.length] + " " + line + "\u001b[K");
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Takes the line away from a terminal, so that others can write. */
    void clear() {
        if (terminal && !shown.isEmpty()) {
            out.print("\r\u001b[K");
            out.flush();
            shown = "";
        }
    }
}
