package io.bloomline.quality;

import io.bloomline.language.LanguageDetector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The gates that a policy asks for. Thread-safe. */
public final class QualityGates {

    private final Map<Flaw, QualityGate> gates = new EnumMap<>(Flaw.class);

    private QualityGates() {}

    /** Puts together what looks for each flaw that the policy doesn't leave out. */
    public static QualityGates of(QualityPolicy policy) {
        QualityGates gates = new QualityGates();
        for (Flaw flaw : Flaw.values()) {
            if (policy.of(flaw) != Action.OFF) {
                gates.gates.put(flaw, gate(flaw));
            }
        }
        return gates;
    }

    private static QualityGate gate(Flaw flaw) {
        return switch (flaw) {
            case EMPTY_OUTPUT -> new EmptyOutput();
            case TRUNCATED -> new Truncated();
            case COPIED_INPUT -> new CopiedInput();
            case REPETITION -> new Repetition();
            case LENGTH_RATIO -> new LengthRatio();
            case WRONG_LANGUAGE -> new WrongLanguage(LanguageDetector::shared);
        };
    }

    /**
     * What is wrong with a text, each flaw once.
     *
     * @param whole the text
     * @param parts what it was put together from, if it was asked for in parts: a flaw can hide in one of them
     */
    public List<Finding> judge(Writing whole, List<Writing> parts) {
        List<Finding> findings = new ArrayList<>();
        gates.forEach((flaw, gate) -> {
            String found = gate.flawIn(whole);
            for (int i = 0; found == null && parts.size() > 1 && i < parts.size(); i++) {
                String inPart = gate.flawIn(parts.get(i));
                found = inPart == null ? null : "%s (part %d of %d)".formatted(inPart, i + 1, parts.size());
            }
            if (found != null) {
                findings.add(new Finding(flaw, found));
            }
        });
        return findings;
    }
}
