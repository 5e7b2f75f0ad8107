package io.bloomline.it.triton;

import io.bloomline.it.support.kserve.Call;
import io.bloomline.it.support.kserve.Reaction;
import io.bloomline.it.support.kserve.Script;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives each call what the documents in it have coming: the poison of one of them, or else the next mishap of one with bad
 * luck; and lets the weather strike at some of them. Thread-safe.
 */
final class Fortune implements Script {

    private static final int CALLS_BETWEEN_STRIKES = 7;
    private static final int STRIKES = 3;

    private final Map<String, Deque<Reaction>> luck;
    private final Map<String, Reaction> poison;
    private final Weather weather;
    private final Weather.Place place;
    private int calls;
    private int met;

    /**
     * @param luck   mishaps that each row has yet to meet with
     * @param poison what happens to a row each time
     */
    Fortune(Map<String, Deque<Reaction>> luck, Map<String, Reaction> poison, Weather weather, Weather.Place place) {
        this.luck = new TreeMap<>(luck);
        this.poison = Map.copyOf(poison);
        this.weather = weather;
        this.place = place;
    }

    @Override
    public synchronized Reaction to(Call call) {
        Reaction met = reaction(call);
        if (++calls % CALLS_BETWEEN_STRIKES != 0 || calls > STRIKES * CALLS_BETWEEN_STRIKES) {
            return met;
        }
        return exchange -> {
            exchange.later(Duration.ZERO, () -> weather.strike(exchange, place));
            met.to(exchange);
        };
    }

    private Reaction reaction(Call call) {
        for (String row : call.rows()) {
            if (poison.containsKey(row)) {
                return poison.get(row);
            }
        }
        for (String row : call.rows()) {
            Deque<Reaction> mishaps = luck.get(row);
            if (mishaps != null && !mishaps.isEmpty()) {
                met++;
                return mishaps.remove();
            }
        }
        return Reaction.answer();
    }

    /** How many mishaps there have been, without those of poison. */
    synchronized int met() {
        return met;
    }
}
