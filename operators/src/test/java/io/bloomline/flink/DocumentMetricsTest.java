package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.BatchObserver;
import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.failure.Failure;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.pipeline.DocumentPipeline;
import io.bloomline.pipeline.Fate;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.preparation.Task;
import io.bloomline.schema.Document;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.Generation;
import io.bloomline.schema.Translation;
import io.bloomline.testing.EchoModel;
import io.bloomline.testing.Results;
import io.bloomline.testing.SourceRecords;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentMetricsTest {

    private final DocumentPipeline pipeline = DocumentPipeline.open(
            new InferenceSettings(
                    DocumentFormat.JSON,
                    new Task.Translate(List.of("fr", "sw"), 20),
                    new EchoModel(Output.TEXT, 100),
                    new BatchLimits(8, 1000, Duration.ZERO, 2),
                    50),
            BatchObserver.NONE,
            AttemptObserver.NONE);

    private final RecordingMetricGroup group = new RecordingMetricGroup();
    private final VirtualTime time = new VirtualTime();
    private final DocumentMetrics metrics = new DocumentMetrics(group, time);

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void countsADocumentOnceAndEachOfItsResults() {
        process("{\"text\":\"Monday\",\"language\":\"en\"}");

        assertThat(group.count("documents_out_total")).isEqualTo(1);
        assertThat(group.count("results_out_total")).isEqualTo(2);
        assertThat(group.count("language=en.documents_total")).isEqualTo(1);
    }

    @Test
    void countsTheTokensOfAllResults() {
        long read = process("{\"text\":\"Monday\",\"language\":\"en\"}").stream()
                .map(outcome -> (Translation) ((Outcome.Result) outcome).body())
                .mapToLong(translation -> translation.getProvenance().getInputTokens())
                .sum();

        assertThat(read).isPositive();
        assertThat(group.count("tokens_in_total")).isEqualTo(read);
        assertThat(group.count("tokens_out_total")).isEqualTo(2);
        assertThat(group.count("language=en.tokens_in_total")).isEqualTo(read);
        assertThat(group.count("language=en.tokens_out_total")).isEqualTo(2);
        assertThat(group.count("language=en.characters_total")).isEqualTo("Monday".length());
    }

    @Test
    void countsADeadLetterByItsKindAndCodeAndAsAFailureOfItsLanguage() {
        process("{\"text\":\"poison\",\"language\":\"en\"}");

        assertThat(group.count("kind=rejected.code=poison.documents_dead_total"))
                .isEqualTo(1);
        assertThat(group.count("documents_dead_total")).isEqualTo(1);
        assertThat(group.count("language=en.documents_total")).isEqualTo(1);
        assertThat(group.count("language=en.failures_total")).isEqualTo(1);
        assertThat(group.count("documents_out_total")).isZero();
        assertThat(group.count("results_out_total")).isZero();
    }

    @Test
    void tellsHowLongADocumentTook() {
        long since = metrics.documentComes();
        time.advance(Duration.ofMillis(250));
        metrics.documentDone(null, List.of(), since);

        assertThat(group.histogram("document_time_seconds").getStatistics().getQuantile(1))
                .isCloseTo(0.25, within(1e-9));
    }

    @Test
    void countsWhatCantBeReadUnderNoLanguage() {
        process("no json");

        assertThat(group.count("kind=unreadable.code=malformed-json.documents_dead_total"))
                .isEqualTo(1);
        assertThat(group.metrics().keySet()).noneMatch(name -> name.startsWith("language="));
    }

    @Test
    void countsATombstoneAsADocumentThatIsDone() {
        process(null);

        assertThat(group.count("documents_in_total")).isEqualTo(1);
        assertThat(group.count("documents_out_total")).isEqualTo(1);
        assertThat(group.count("results_out_total")).isEqualTo(2);
        assertThat(group.metrics().keySet()).noneMatch(name -> name.startsWith("language="));
    }

    @Test
    void countsWhatGatesFoundByGateAndLanguageWritten() {
        Document document =
                Document.newBuilder().setText("Monday").setLanguage("en").build();
        Generation flawed = Results.generation("");
        flawed.setLanguage("sw");
        flawed.setTags(List.of("unknown-language", "empty-output", "truncated"));
        metrics.documentDone(
                document, List.of(new Outcome.Result(new byte[0], flawed, List.of(), 0)), metrics.documentComes());
        metrics.documentDone(
                document,
                List.of(DeadLetters.of(SourceRecords.of("k", "v"), Failure.rejected("repetition", "Loop."), 1)),
                metrics.documentComes());

        assertThat(group.count("gate=empty-output.language=sw.hits_total")).isEqualTo(1);
        assertThat(group.count("gate=truncated.language=sw.hits_total")).isEqualTo(1);
        assertThat(group.count("kind=rejected.code=repetition.documents_dead_total"))
                .isEqualTo(1);
        assertThat(group.count("language=en.gate_hits_total")).isEqualTo(2);
        assertThat(group.metrics().keySet())
                .filteredOn(name -> name.startsWith("gate="))
                .hasSize(2);
    }

    private List<Outcome> process(@Nullable String value) {
        long since = metrics.documentComes();
        Fate fate = pipeline.process(SourceRecords.of("k", value)).join();
        metrics.documentDone(fate.document(), fate.outcomes(), since);
        return fate.outcomes();
    }
}
