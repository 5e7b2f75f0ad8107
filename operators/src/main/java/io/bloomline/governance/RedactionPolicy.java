package io.bloomline.governance;

import java.io.Serializable;
import java.util.Set;

/**
 * What is taken out of documents' texts before a model reads them.
 *
 * @param kinds         kinds of personal data; none for nothing
 * @param inDeadLetters whether it is taken out of dead letters too
 */
public record RedactionPolicy(Set<PersonalData> kinds, boolean inDeadLetters) implements Serializable {

    /** Texts stay as they are. */
    public static final RedactionPolicy OFF = new RedactionPolicy(Set.of(), true);

    public RedactionPolicy {
        kinds = Set.copyOf(kinds);
    }
}
