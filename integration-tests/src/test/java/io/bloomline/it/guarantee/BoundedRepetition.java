package io.bloomline.it.guarantee;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * After an interruption the model is asked again for nothing but what was under way: read, and not yet committed where a
 * reader sees it.
 */
public final class BoundedRepetition {

    private BoundedRepetition() {}

    /**
     * A version that the model was asked for.
     *
     * @param of     the version
     * @param millis when, in milliseconds since 1970
     */
    public record Asked(Version of, long millis) {}

    /**
     * How much there may have been.
     *
     * @param interruptions how often the job, or its model, was interrupted
     * @param stragglers    how often a process came back with work that had been given to others
     * @param mostUnderWay  most documents that had been written and not yet seen at any moment
     * @param witnesses     how often the model may have been asked for something that it can answer, to know whether it is
     *     unwell itself before a document is blamed
     */
    public record Bounds(int interruptions, int stragglers, int mostUnderWay, int witnesses) {}

    /**
     * Compares what was asked with what came out.
     *
     * @param asked    each time that the model was asked for a version
     * @param outcomes what a reader saw
     * @param bounds   what happened meanwhile
     * @return one line per violation
     */
    public static List<String> violations(Collection<Asked> asked, List<Seen> outcomes, Bounds bounds) {
        List<String> late = new ArrayList<>();
        Map<Version, Long> seen = new HashMap<>();
        outcomes.forEach(outcome -> seen.merge(outcome.of(), outcome.millis(), Math::min));
        Map<Version, Integer> times = new HashMap<>();
        for (Asked question : asked) {
            times.merge(question.of(), 1, Integer::sum);
            Long when = seen.get(question.of());
            if (when != null && question.millis() > when) {
                late.add("asked again " + (question.millis() - when) + " ms after a reader saw its answer: "
                        + question.of());
            }
        }
        List<String> violations = new ArrayList<>();
        if (late.size() > (long) bounds.stragglers() * bounds.mostUnderWay() + bounds.witnesses()) {
            violations.addAll(late);
        }
        int interruptions = bounds.interruptions();
        times.forEach((version, count) -> {
            if (count > 1 + interruptions) {
                violations.add("asked " + count + " times at " + interruptions + " interruptions: " + version);
            }
        });
        int again = asked.size() - times.size();
        long most = (long) interruptions * bounds.mostUnderWay();
        if (again > most) {
            violations.add("asked again for %,d documents, where at most %,d were under way at %d interruptions"
                    .formatted(again, most, interruptions));
        }
        return violations;
    }
}
