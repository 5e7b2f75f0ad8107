package io.bloomline.it.triton;

import io.bloomline.batching.BatchLimits;
import io.bloomline.it.support.kserve.Reaction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A day by chance: documents short and long, in many scripts; some are poison to whatever batch they are in, some too long
 * for the model, some have bad luck for a while. All of it follows from the seed; only the order of things is the threads'.
 */
final class Day {

    /** Longer than anything takes that isn't held up on purpose, on a machine with other work. */
    static final Duration TIMEOUT = Duration.ofMillis(600);

    /** What texts have at most, read and written together. */
    static final int MAX_TOKENS = 1_000;

    private static final int MAX_DOCUMENTS = 40;
    private static final int LONGEST = 250;
    private static final String LETTERS = "abc dé \"ñ\\ß δж 日本 བོད עִב हि ಕನ 🌸 🇺🇳 \u200d\n";

    /** What a document is, and so what is to become of it. */
    enum Kind {
        INNOCENT,
        POISON,
        TOO_LONG
    }

    private final long seed;
    private final Way way;
    private final SplittableRandom random;
    private final Map<String, Kind> documents = new TreeMap<>();
    private final Map<String, Deque<Reaction>> luck = new TreeMap<>();
    private final Map<String, Reaction> poison = new TreeMap<>();
    private final Weather weather;
    private final BatchLimits limits;
    private final boolean twoServers;
    private final boolean emptyLast;

    Day(long seed, Way way) {
        this.seed = seed;
        this.way = way;
        this.random = new SplittableRandom(31 * seed + way.name().hashCode());
        this.weather = oneOf(List.of(Weather.values()));
        this.limits = new BatchLimits(
                random.nextInt(1, 13),
                random.nextBoolean() ? 16_384 : 2_000,
                Duration.ofMillis(random.nextInt(5)),
                random.nextInt(1, 9));
        this.twoServers = random.nextInt(4) == 0;
        this.emptyLast = random.nextBoolean();
        for (int number = random.nextInt(1, MAX_DOCUMENTS + 1); number > 0; number--) {
            addDocument(number);
        }
    }

    private void addDocument(int number) {
        int chance = random.nextInt(20);
        Kind kind = chance == 0 ? Kind.POISON : chance == 1 && !way.isOfVectors() ? Kind.TOO_LONG : Kind.INNOCENT;
        String text = number + text(kind == Kind.TOO_LONG ? 8 * MAX_TOKENS : random.nextInt(1, LONGEST));
        documents.put(text, kind);
        if (kind == Kind.POISON) {
            poison.put(way.row(text), oneOf(Mishaps.fatal(way)));
        } else if (kind == Kind.INNOCENT && random.nextInt(5) == 0) {
            luck.put(way.row(text), badLuck());
        }
    }

    /**
     * Three suspicious mishaps in a row are what it takes to be blamed. On a stream the first may be another's that ended
     * it, and frost makes answers late.
     */
    private Deque<Reaction> badLuck() {
        int suspicious = weather == Weather.FROST ? 0 : random.nextInt(way.isStreamed() ? 2 : 3);
        List<Reaction> mishaps = new ArrayList<>();
        for (int i = 0; i < suspicious; i++) {
            mishaps.add(oneOf(Mishaps.suspicious(way)));
        }
        for (int harmless = random.nextInt(3); harmless > 0; harmless--) {
            mishaps.add(random.nextInt(mishaps.size() + 1), oneOf(Mishaps.harmless(way)));
        }
        return new ArrayDeque<>(mishaps);
    }

    private Reaction oneOf(Map<String, Reaction> reactions) {
        return oneOf(List.copyOf(reactions.values()));
    }

    private <T> T oneOf(List<T> possible) {
        return possible.get(random.nextInt(possible.size()));
    }

    private String text(int length) {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder(" ");
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.append('.').toString();
    }

    Way way() {
        return way;
    }

    /** All documents, by their texts. */
    Map<String, Kind> documents() {
        return Collections.unmodifiableMap(documents);
    }

    Fortune fortune(Weather.Place place) {
        return new Fortune(luck, poison, weather, place);
    }

    BatchLimits limits() {
        return limits;
    }

    /** Whether another server stands by, in the same weather but for the line to it. */
    boolean hasTwoServers() {
        return twoServers;
    }

    /** Whether streams mark the end of an answer by an empty message. */
    boolean marksTheEndApart() {
        return emptyLast;
    }

    @Override
    public String toString() {
        return "day " + seed + ", " + way + " (-Dday=" + seed + " tries it again): " + documents.size() + " documents, "
                + poison.size() + " of them poison, " + luck.size() + " with bad luck; " + weather
                + (twoServers ? ", two servers" : "") + "; " + limits;
    }
}
