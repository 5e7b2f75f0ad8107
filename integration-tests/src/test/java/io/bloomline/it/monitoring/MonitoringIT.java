package io.bloomline.it.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.it.monitoring.Dashboard.Panel;
import io.bloomline.it.monitoring.Dashboard.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus that looks at a job with failures of all kinds: what the dashboard and the alerts ask for is there. */
@WithPrometheus
class MonitoringIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RATE_INTERVAL = "10s";

    /** A metric's name as rules have it, with what selects of it. */
    private static final Pattern SELECTOR = Pattern.compile("\\b(flink_\\w+|up)(\\{[^}]*\\})?");

    private static MonitoredJob job;

    @BeforeAll
    static void startJob(@TempDir Path folder) throws IOException {
        job = MonitoredJob.start(folder);
        job.feeder().write(40, 0.02);
    }

    @AfterAll
    static void endJob() {
        if (job != null) {
            job.close();
        }
    }

    @Test
    void eachQueryOfEachPanelReturnsData() throws IOException {
        List<Panel> panels = Dashboard.read().panels();

        await().atMost(PATIENCE).untilAsserted(() -> {
            job.requireAlive();
            assertThat(panels.stream().flatMap(MonitoringIT::withoutData)).isEmpty();
        });
        assertThat(panels)
                .extracting(Panel::row)
                .containsSubsequence(
                        "Are documents flowing?",
                        "Where do they wait?",
                        "Is the GPU used well?",
                        "What fails, and why?",
                        "Which languages?",
                        "What does it cost?");
    }

    @Test
    void whatAlertsLookAtIsThereAndTheirExpressionsAreUnderstood() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            job.requireAlive();
            List<JsonNode> alerts = job.prometheus().alerts();
            assertThat(alerts).isNotEmpty();
            assertThat(alerts).allSatisfy(alert -> {
                String expression = alert.get("query").asText();
                assertThat(selectors(expression)).as(expression).isNotEmpty().allSatisfy(selector -> assertThat(
                                job.prometheus().query(selector))
                        .as(selector)
                        .isNotEmpty());
                assertThat(alert.get("health").asText()).as(expression).isEqualTo("ok");
                job.prometheus().query(expression);
            });
        });
    }

    @Test
    void aTraceGoesFromTheRecordThroughTheJobToTheServerAndOnWithTheResult() {
        String first = Feeder.TRACES + "0000000000000000";

        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            job.requireAlive();
            assertThat(List.of("process documents", "prepare", "wait", "infer"))
                    .allSatisfy(name -> assertThat(job.collector().has(name, first))
                            .as(name)
                            .isTrue());
            assertThat(job.traceparents())
                    .anySatisfy(header -> assertThat(header).startsWith("00-" + Feeder.TRACES));
            assertThat(job.committed("results"))
                    .filteredOn(result -> traceparent(result).startsWith("00-" + first))
                    .isNotEmpty()
                    .noneMatch(result -> traceparent(result).contains("-0000000000000001-"));
        });
    }

    @Test
    void theLogSaysWhichDocumentBecameADeadLetterAsJson() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            job.requireAlive();
            assertThat(job.log().lines().filter(line -> line.contains("\"error.code\":\"backend-failed\"")))
                    .isNotEmpty()
                    .allSatisfy(line -> {
                        JsonNode event = json(line);
                        assertThat(event.path("document.id").asText()).startsWith("doc-");
                        assertThat(event.path("kafka.topic").asText()).isEqualTo("documents");
                        assertThat(event.path("log.level").asText()).isEqualTo("INFO");
                    });
        });
        assertThat(job.log()).doesNotContain(Feeder.POISON);
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private static String traceparent(ConsumerRecord<byte[], byte[]> result) {
        Header header = result.headers().lastHeader("traceparent");
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    /** Its queries that tell nothing, or no number. */
    private static Stream<String> withoutData(Panel panel) {
        return panel.queries().stream()
                .filter(query -> !hasData(query))
                .map(query -> panel.title() + ": " + query.replaced(RATE_INTERVAL));
    }

    private static boolean hasData(Query query) {
        return job.prometheus().query(query.replaced(RATE_INTERVAL)).stream()
                .map(series -> series.at("/value/1").asText())
                .anyMatch(value -> !value.equals("NaN") && !value.endsWith("Inf"));
    }

    private static List<String> selectors(String expression) {
        return SELECTOR.matcher(expression)
                .results()
                .map(match -> match.group())
                .distinct()
                .toList();
    }
}
