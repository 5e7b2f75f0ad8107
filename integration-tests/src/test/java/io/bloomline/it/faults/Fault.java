package io.bloomline.it.faults;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * What befalls a cluster on which a trial is under way, and ends. The README says what is promised in each case.
 *
 * @param name        what reports call it
 * @param shortest    how long it lasts at least when left to chance, in documents that are written meanwhile
 * @param longest     and at most
 * @param begin       lets it begin
 * @param end         ends it
 * @param repetitions by the time it lasted, how often the model may have been asked again for what was under way though
 *                    the job was not restored
 * @param witnesses   likewise, how often each TaskManager for what it had answered, to know whether it is unwell itself
 */
record Fault(
        String name,
        int shortest,
        int longest,
        Consumer<Trial> begin,
        Consumer<Trial> end,
        ToIntFunction<Duration> repetitions,
        ToIntFunction<Duration> witnesses) {

    /** One that lasts for up to ten seconds, and after which the model is asked again only if the job is restored. */
    static Fault of(String name, Consumer<Trial> begin, Consumer<Trial> end) {
        return new Fault(name, 20, 800, begin, end, lasted -> 0, lasted -> 0);
    }

    /** One that is over at once. */
    static Fault of(String name, Consumer<Trial> event) {
        return of(name, event, trial -> {}).lasting(0, 0);
    }

    Fault lasting(int least, int most) {
        return new Fault(name, least, most, begin, end, repetitions, witnesses);
    }

    Fault repeating(ToIntFunction<Duration> times) {
        return new Fault(name, shortest, longest, begin, end, times, witnesses);
    }

    Fault withWitnesses(ToIntFunction<Duration> times) {
        return new Fault(name, shortest, longest, begin, end, repetitions, times);
    }
}
