package io.bloomline.quality;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/**
 * What becomes of texts with flaws.
 *
 * @param actions one for each flaw; a flaw that is left out is not looked for
 */
public record QualityPolicy(Map<Flaw, Action> actions) implements Serializable {

    /** Nobody looks at anything. */
    public static final QualityPolicy OFF = new QualityPolicy(Map.of());

    /** What holds unless somebody says otherwise: tags for whatever is cheap to find. */
    public static final QualityPolicy DEFAULT = all(Action.TAG).with(Flaw.WRONG_LANGUAGE, Action.OFF);

    public QualityPolicy {
        actions = Map.copyOf(actions);
    }

    /** The same action for all flaws. */
    public static QualityPolicy all(Action action) {
        Map<Flaw, Action> actions = new EnumMap<>(Flaw.class);
        for (Flaw flaw : Flaw.values()) {
            actions.put(flaw, action);
        }
        return new QualityPolicy(actions);
    }

    /** The same but for one flaw. */
    public QualityPolicy with(Flaw flaw, Action action) {
        Map<Flaw, Action> changed = new EnumMap<>(Flaw.class);
        changed.putAll(actions);
        changed.put(flaw, action);
        return new QualityPolicy(changed);
    }

    /** What becomes of a text with this flaw. */
    public Action of(Flaw flaw) {
        return actions.getOrDefault(flaw, Action.OFF);
    }
}
