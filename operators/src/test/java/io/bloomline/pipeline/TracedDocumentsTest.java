package io.bloomline.pipeline;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.BatchObserver;
import io.bloomline.document.DocumentLimits;
import io.bloomline.document.Header;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.governance.GovernancePolicy;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.preparation.Task;
import io.bloomline.quality.QualityPolicy;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.testing.EchoModel;
import io.bloomline.tracing.Tracing;
import io.bloomline.tracing.TracingProvider;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of documents that are traced. */
class TracedDocumentsTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String OTHER_TRACE = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String PARENT = "00f067aa0ba902b7";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .setSampler(Sampler.parentBased(Sampler.alwaysOff()))
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    private final DocumentPipeline pipeline = DocumentPipeline.open(
            new InferenceSettings(
                    DocumentFormat.JSON,
                    new Task.Generate("{text}", GenerationParameters.greedy(4)),
                    DocumentLimits.DEFAULT,
                    LanguagePolicy.DEFAULT,
                    QualityPolicy.DEFAULT,
                    GovernancePolicy.NONE,
                    new EchoModel(Output.TEXT, 100),
                    new BatchLimits(2, 1_000, Duration.ofMinutes(1), 1),
                    50,
                    new TestTracing(telemetry)),
            BatchObserver.NONE,
            AttemptObserver.NONE);

    /** Doesn't travel. */
    private record TestTracing(OpenTelemetrySdk telemetry) implements TracingProvider {
        @Override
        public Tracing open() {
            return Tracing.to(telemetry, () -> {});
        }
    }

    @AfterEach
    void close() {
        pipeline.close();
        telemetry.close();
    }

    @Test
    void areFollowedFromTheirRecordsHeaderToTheBatch() {
        answer(record("one", traceparent(TRACE)), record("two", null));

        assertThat(names(TRACE)).containsExactlyInAnyOrder("process docs", "prepare", "wait", "infer");
        SpanData document = span("process docs");
        assertThat(document.getParentSpanId()).isEqualTo(PARENT);
        assertThat(document.getAttributes().asMap().toString()).contains("bloomline.document.id=one");
        assertThat(Stream.of("prepare", "wait", "infer").map(name -> span(name).getParentSpanId()))
                .containsOnly(document.getSpanId());
        assertThat(span("wait").getLinks()).singleElement().satisfies(link -> assertThat(
                        link.getSpanContext().getSpanId())
                .isEqualTo(span("infer").getSpanId()));
        assertThat(spans.getFinishedSpanItems()).as("none of the other").hasSize(4);
    }

    @Test
    void ofSeveralTracesShareABatchThatIsLinkedToAll() {
        answer(record("one", traceparent(TRACE)), record("two", traceparent(OTHER_TRACE)));

        assertThat(names(OTHER_TRACE)).containsExactlyInAnyOrder("process docs", "prepare", "wait");
        assertThat(span("infer").getTraceId()).isEqualTo(TRACE);
        assertThat(span("infer").getLinks())
                .extracting(link -> link.getSpanContext().getTraceId())
                .containsExactly(OTHER_TRACE);
    }

    @Test
    void handTheirTraceOnInTheHeadersOfTheirResults() {
        List<Outcome> outcomes = answer(record("one", traceparent(TRACE)), record("two", null));

        List<Header> headers = ((Outcome.Result) outcomes.get(0)).headers();
        assertThat(headers).extracting(Header::key).containsExactlyInAnyOrder("tenant", "traceparent");
        assertThat(value(headers, "traceparent"))
                .isEqualTo("00-" + TRACE + "-" + span("process docs").getSpanId() + "-01");
        assertThat(((Outcome.Result) outcomes.get(1)).headers())
                .extracting(Header::key)
                .containsExactly("tenant");
    }

    @Test
    void thatBecomeDeadLettersSayWhyAndKeepTheirHeaders() {
        List<Outcome> outcomes = answer(record("poison", traceparent(TRACE)), record("two", null));

        assertThat(span("process docs").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("process docs").getAttributes().asMap().toString()).contains("error.type=poison");
        assertThat(names(TRACE))
                .filteredOn("infer"::equals)
                .as("the batch, and it alone")
                .hasSize(2);
        assertThat(((Outcome.Refused) outcomes.get(0)).deadLetter().getHeaders().toString())
                .doesNotContain(span("process docs").getSpanId());
    }

    @Test
    void areNotFollowedWhereTheirSenderDoesNotWantIt() {
        List<Outcome> outcomes =
                answer(record("one", "00-" + TRACE + "-" + PARENT + "-00"), record("two", "no traceparent"));

        assertThat(spans.getFinishedSpanItems()).isEmpty();
        assertThat(value(((Outcome.Result) outcomes.get(0)).headers(), "traceparent"))
                .as("as it came")
                .isEqualTo("00-" + TRACE + "-" + PARENT + "-00");
    }

    private List<Outcome> answer(SourceRecord... records) {
        List<CompletableFuture<Fate>> fates =
                Stream.of(records).map(pipeline::process).toList();
        return fates.stream().flatMap(fate -> fate.join().outcomes().stream()).toList();
    }

    private List<String> names(String trace) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .map(SpanData::getName)
                .toList();
    }

    /** The first of a name to begin. */
    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .min(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .orElseThrow();
    }

    private static String traceparent(String trace) {
        return "00-" + trace + "-" + PARENT + "-01";
    }

    private static SourceRecord record(String text, @Nullable String traceparent) {
        List<Header> headers = new ArrayList<>(List.of(new Header("tenant", "blue".getBytes(US_ASCII))));
        if (traceparent != null) {
            headers.add(new Header("traceparent", traceparent.getBytes(US_ASCII)));
        }
        return new SourceRecord(
                "docs",
                0,
                7,
                0,
                text.getBytes(UTF_8),
                "{\"text\":\"%s\"}".formatted(text).getBytes(UTF_8),
                headers);
    }

    private static String value(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.key().equals(name))
                .map(header -> new String(header.value(), US_ASCII))
                .findFirst()
                .orElseThrow();
    }
}
