package io.bloomline.it.support.kserve;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Says how the server reacts to each call. Thread-safe. */
@FunctionalInterface
public interface Script {

    /** A server that does its work. */
    Script FAITHFUL = call -> Reaction.answer();

    /** The reaction to a call. */
    Reaction to(Call call);

    /** These reactions to the next calls, and none special after them. */
    static Script next(Reaction... reactions) {
        List<Reaction> all = List.of(reactions);
        AtomicInteger calls = new AtomicInteger();
        return call -> {
            int number = calls.getAndIncrement();
            return number < all.size() ? all.get(number) : Reaction.answer();
        };
    }

    /** The same reaction to every call. */
    static Script always(Reaction reaction) {
        return call -> reaction;
    }

    /** A reaction to each call that has such a row in its batch. */
    static Script ifAnyRow(Predicate<String> row, Reaction reaction) {
        return call -> call.rows().stream().anyMatch(row) ? reaction : Reaction.answer();
    }

    /** A reaction to the first so many calls that have such a row in their batch. */
    static Script firstTimes(int times, Predicate<String> row, Reaction reaction) {
        AtomicInteger left = new AtomicInteger(times);
        return call -> call.rows().stream().anyMatch(row) && left.getAndDecrement() > 0 ? reaction : Reaction.answer();
    }
}
