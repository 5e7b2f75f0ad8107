package io.bloomline.it.guarantee;

import io.bloomline.job.verify.Fault;
import io.bloomline.job.verify.ResultCheck;
import io.bloomline.schema.RecordFormat;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every result says how it came to be, and that a machine made it: by the very object that {@code bloomline verify} asks. */
public final class CompleteProvenance {

    private static final ResultCheck CHECK = ResultCheck.ofAny(RecordFormat.JSON, InstantSource.system());

    private CompleteProvenance() {}

    /** What is missing or wrong, with the place; deletions carry nothing. */
    public static List<String> violations(List<ConsumerRecord<byte[], byte[]>> results) {
        return results.stream()
                .filter(result -> result.value() != null)
                .flatMap(result -> CHECK.check(result).faults().stream().map(fault -> place(result, fault)))
                .toList();
    }

    private static String place(ConsumerRecord<byte[], byte[]> result, Fault fault) {
        return "partition %d, offset %d: %s".formatted(result.partition(), result.offset(), fault.message());
    }
}
