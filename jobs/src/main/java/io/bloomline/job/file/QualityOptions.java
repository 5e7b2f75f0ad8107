package io.bloomline.job.file;

import io.bloomline.quality.Action;
import io.bloomline.quality.Flaw;
import io.bloomline.quality.QualityPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The keys under {@code quality}: what becomes of texts that the model wrote, for each way in which one can go wrong. */
final class QualityOptions {

    private static final Map<Flaw, Option<Action>> BY_FLAW = byFlaw();

    static final List<Option<?>> ALL = List.copyOf(BY_FLAW.values());

    private QualityOptions() {}

    static QualityPolicy policy(OptionValues values) {
        Map<Flaw, Action> actions = new EnumMap<>(Flaw.class);
        BY_FLAW.forEach((flaw, option) -> actions.put(flaw, values.get(option)));
        return new QualityPolicy(actions);
    }

    private static Map<Flaw, Option<Action>> byFlaw() {
        Map<Flaw, Option<Action>> options = new EnumMap<>(Flaw.class);
        for (Flaw flaw : Flaw.values()) {
            String byDefault = QualityPolicy.DEFAULT
                    .of(flaw)
                    .name()
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '-');
            options.put(
                    flaw,
                    Option.optional("quality." + flaw.code(), SingleTypes.word(Action.class), byDefault, about(flaw)));
        }
        return options;
    }

    private static String about(Flaw flaw) {
        return switch (flaw) {
            case EMPTY_OUTPUT ->
                "What becomes of texts without a visible character: a result with this key's last word in its"
                        + " `tags`, or a dead letter with it as its code; `off` doesn't look.";
            case TRUNCATED -> "The same for texts that the token limit ended.";
            case COPIED_INPUT ->
                "For texts that are what the model was given, to nine in ten of its letters. Names, numbers,"
                        + " codes and addresses are the same in any language and don't count. Turn it off where a prompt asks"
                        + " for corrections.";
            case REPETITION ->
                "For texts that say one thing five times or more, with nothing in between, and 28 characters or more"
                        + " of it, where the document doesn't.";
            case LENGTH_RATIO ->
                "For translations with less than a third or more than three times as many characters as the two"
                        + " languages have it, by the names of all countries; of 20 characters or more.";
            case WRONG_LANGUAGE ->
                "For translations that are surely in another language than was asked for. Texts with fewer than 40"
                        + " letters in ordinary words, and languages that can't be detected, are not accused. Costs up to 0.4 ms of a core per result and 40 MB"
                        + " of heap per process.";
        };
    }
}
