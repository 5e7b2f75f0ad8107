package io.bloomline.job.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a look at results has found so far. Not thread-safe. */
public final class VerifyReport {

    /** A job file's topic has results of few models; a topic that isn't one of results must not fill the memory. */
    private static final int MOST_MODELS = 50;

    private final int mostOffenders;
    private final List<Offender> offenders = new ArrayList<>();
    private final Map<String, Long> faultsByField = new TreeMap<>();
    private final Map<String, Long> resultsByModel = new TreeMap<>();
    private long results;
    private long offending;
    private long deletions;
    private long matching;
    private long notCheckable;

    /**
     * Nothing yet.
     *
     * @param mostOffenders how many of the results with faults are named
     */
    VerifyReport(int mostOffenders) {
        this.mostOffenders = mostOffenders;
    }

    /**
     * A result that doesn't carry what it must.
     *
     * @param place  where it stands: topic, partition and offset
     * @param faults what is wrong
     */
    public record Offender(String place, List<Fault> faults) {}

    void deletion() {
        deletions++;
    }

    void result(String model) {
        results++;
        String known = resultsByModel.containsKey(model) || resultsByModel.size() < MOST_MODELS ? model : "others";
        resultsByModel.merge(known, 1L, Long::sum);
    }

    void inputMatches() {
        matching++;
    }

    void inputNotCheckable() {
        notCheckable++;
    }

    void faults(ConsumerRecord<byte[], byte[]> found, List<Fault> faults) {
        offending++;
        faults.forEach(fault -> faultsByField.merge(fault.field(), 1L, Long::sum));
        if (offenders.size() < mostOffenders) {
            offenders.add(new Offender(
                    "topic %s, partition %d, offset %d".formatted(found.topic(), found.partition(), found.offset()),
                    List.copyOf(faults)));
        }
    }

    /** Results that were looked at. */
    public long results() {
        return results;
    }

    /** How many of them don't carry what they must. */
    public long offending() {
        return offending;
    }

    /** Tombstones, which carry nothing. */
    public long deletions() {
        return deletions;
    }

    /** Results whose input hash is that of a document of their key. */
    public long matching() {
        return matching;
    }

    /** Results whose document the source topics don't hold any more. */
    public long notCheckable() {
        return notCheckable;
    }

    /** Results by the model that they say made them, with its version and licence. */
    public Map<String, Long> resultsByModel() {
        return resultsByModel;
    }

    /** How often something was wrong with each field or header. */
    public Map<String, Long> faultsByField() {
        return faultsByField;
    }

    /** The first of those that don't carry what they must. */
    public List<Offender> offenders() {
        return offenders;
    }
}
