package io.bloomline.governance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts markers in the places of personal data. Takes time linear in the length of the text. Thread-safe. */
public final class Redactor {

    private final List<Finder> finders;

    /** Takes out these kinds. */
    public Redactor(Collection<PersonalData> kinds) {
        this.finders = kinds.stream().sorted().map(Finder::of).toList();
    }

    /** A text without them. */
    public Redaction redact(String text) {
        List<Span> spans = new ArrayList<>();
        finders.forEach(finder -> finder.find(text, spans::add));
        if (spans.isEmpty()) {
            return new Redaction(text, Map.of());
        }
        spans.sort(Comparator.comparingInt(Span::start));
        StringBuilder redacted = new StringBuilder(text.length());
        Map<PersonalData, Integer> counts = new EnumMap<>(PersonalData.class);
        int from = 0;
        for (Span span : joined(spans)) {
            redacted.append(text, from, span.start()).append(span.kind().marker());
            counts.merge(span.kind(), 1, Integer::sum);
            from = span.end();
        }
        return new Redaction(redacted.append(text, from, text.length()).toString(), counts);
    }

    /** Where two overlap, all of both goes: what is left of one of them might still tell. */
    private static List<Span> joined(List<Span> inOrder) {
        List<Span> joined = new ArrayList<>(inOrder.size());
        Span last = inOrder.get(0);
        for (Span span : inOrder.subList(1, inOrder.size())) {
            if (span.start() < last.end()) {
                PersonalData kind = span.kind().compareTo(last.kind()) < 0 ? span.kind() : last.kind();
                last = new Span(last.start(), Math.max(last.end(), span.end()), kind);
            } else {
                joined.add(last);
                last = span;
            }
        }
        joined.add(last);
        return joined;
    }
}
