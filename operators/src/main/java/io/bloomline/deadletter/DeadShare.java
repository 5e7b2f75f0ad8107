package io.bloomline.deadletter;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Watches which part of the last {@value #WINDOW} documents became dead letters. A few bad documents are to be expected;
 * where most are bad, the job itself is wrong, and should end before it has rejected everything. Thread-safe.
 */
public final class DeadShare {

    /** How many documents are looked at; fewer never end a job. */
    public static final int WINDOW = 1_000;

    private final double most;
    private final @Nullable String[] codes = new @Nullable String[WINDOW];
    private int next;
    private boolean full;
    private int dead;

    /**
     * Watches from now on.
     *
     * @param most greatest part that is allowed, from 0 to 1
     */
    public DeadShare(double most) {
        this.most = most;
    }

    /**
     * Counts a document.
     *
     * @param code cause of its dead letter; null when it was answered
     * @throws FailureException {@code MISCONFIGURED}, when there are too many dead letters
     */
    public synchronized void count(@Nullable String code) {
        dead += (code == null ? 0 : 1) - (codes[next] == null ? 0 : 1);
        codes[next] = code;
        next = (next + 1) % WINDOW;
        full |= next == 0;
        if (full && dead > most * WINDOW) {
            throw new FailureException(Failure.misconfigured("too-many-dead-letters", message()));
        }
    }

    private String message() {
        Map<String, Integer> counts = new HashMap<>();
        Arrays.stream(codes).filter(Objects::nonNull).forEach(code -> counts.merge(code, 1, Integer::sum));
        var commonest = counts.entrySet().stream()
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "%,d of the last %,d documents became dead letters, %,d of them of code %s; sink.max-dead-share allows %s"
                        + " of them. Look at the dead letters and mend the model, the task or the format, or allow more",
                dead,
                WINDOW,
                commonest.getValue(),
                commonest.getKey(),
                most);
    }
}
