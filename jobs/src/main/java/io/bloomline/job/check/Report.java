package io.bloomline.job.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a check saw: facts when it went well, and problems. */
public final class Report {

    private final List<String> facts = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Report() {}

    void fact(String fact) {
        facts.add(fact);
    }

    void warning(String key, String message) {
        warnings.add(key + ": " + message);
    }

    void problem(String key, String message) {
        problems.add(key + ": " + message);
    }

    /** What was found to be right, a line each. */
    public List<String> facts() {
        return List.copyOf(facts);
    }

    /** What lets a job start, and may not be meant so: the key of the job file, what it is, what to do; a line each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** What is wrong: the key of the job file, what it is, what to do; a line each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** For messages. */
    static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
