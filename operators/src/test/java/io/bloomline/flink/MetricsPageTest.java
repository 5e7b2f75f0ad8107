package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.BatchCost;
import io.bloomline.batching.SentBatch;
import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.failure.Failure;
import io.bloomline.governance.PersonalData;
import io.bloomline.schema.Document;
import io.bloomline.schema.Generation;
import io.bloomline.testing.Results;
import io.bloomline.testing.SourceRecords;
import io.bloomline.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** METRICS.md says what there is. */
class MetricsPageTest {

    private static final SentBatch BATCH =
            new SentBatch(1, 1, 1, 0, new BatchCost(1, 1, 1, 0, 0), 1, 1, Long.MAX_VALUE);

    @Test
    void namesEachMetricWithItsTypeAndNoOther() throws IOException {
        Map<String, String> told = Pattern.compile("^\\| `([\\w.]+)` \\| (\\w+) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("METRICS.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(new TreeMap<>(told)).isEqualTo(registered());
    }

    private static Map<String, String> registered() {
        RecordingMetricGroup group = new RecordingMetricGroup();
        BatchMetrics batches = new BatchMetrics(new VirtualTime());
        batches.register(group, () -> 0);
        batches.retrying(Failure.transientFailure("code", "Why."), 1, Duration.ZERO);
        batches.batchDone(BATCH, 0, Failure.rejected("code", "Why."));
        Document document = Document.newBuilder().setText("Jumatatu").build();
        DocumentMetrics metrics = new DocumentMetrics(group, new VirtualTime());
        metrics.documentDone(
                document, List.of(DeadLetters.of(SourceRecords.of("k", "v"), Failure.rejected("code", "Why."), 1)), 0);
        metrics.redacted(Map.of(PersonalData.EMAIL, 1));
        Generation flawed = Results.generation("");
        flawed.setTags(List.of("empty-output"));
        metrics.documentDone(document, List.of(new Outcome.Result(new byte[0], flawed, List.of(), 0)), 0);
        Map<String, String> types = new TreeMap<>();
        group.metrics()
                .forEach((name, metric) -> types.put(
                        name.replaceAll("=[^.]*", ""),
                        metric.getMetricType().name().toLowerCase(Locale.ROOT)));
        return types;
    }
}
