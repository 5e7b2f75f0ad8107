package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.batching.BatchLimits;
import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.Failure;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.preparation.Task;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.Generation;
import io.bloomline.testing.EchoModel;
import io.bloomline.testing.SourceRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

class InferenceOperatorsTest {

    private static final InferenceSettings SETTINGS = new InferenceSettings(
            DocumentFormat.JSON,
            new Task.Generate("{text}", GenerationParameters.greedy(5)),
            new EchoModel(Output.TEXT, 100),
            new BatchLimits(8, 1000, Duration.ofMillis(1), 2),
            50);

    @Test
    void answersEachDocumentOnceInTheOrderOfItsKey() throws Exception {
        List<SourceRecord> records = LongStream.range(0, 500)
                .mapToObj(i -> SourceRecords.at(i, "key-" + i % 7, "{\"text\":\"" + i + "\"}"))
                .toList();
        List<List<Integer>> textsOfKey = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            textsOfKey.add(new ArrayList<>());
        }
        for (Outcome outcome : run(records, 1)) {
            int text = Integer.parseInt(((Generation) ((Outcome.Result) outcome).body()).getText());
            textsOfKey.get(text % 7).add(text);
        }
        assertThat(textsOfKey).allSatisfy(texts -> assertThat(texts).isSorted().doesNotHaveDuplicates());
        assertThat(textsOfKey.stream().mapToInt(List::size).sum()).isEqualTo(500);
    }

    @Test
    void sharesOneModelAmongSubtasksAndClosesItWithTheLast() throws Exception {
        int openBefore = EchoModel.OPEN.get();
        int openedBefore = EchoModel.OPENED.get();
        run(List.of(SourceRecords.of("k", "{\"text\":\"x\"}")), 2);
        assertThat(EchoModel.OPENED.get() - openedBefore).isEqualTo(1);
        assertThat(EchoModel.OPEN).hasValue(openBefore);
    }

    @Test
    void countsWhatBecameOfTheDocuments() throws Exception {
        StreamExecutionEnvironment env = environment(1);
        InferenceOperators.infer(
                        env.fromData(
                                SourceRecords.at(1, "a", "{\"text\":\"x\"}"),
                                SourceRecords.at(2, "b", "no json"),
                                SourceRecords.at(3, "c", null)),
                        SETTINGS)
                .sinkTo(new DiscardingSink<>());
        JobExecutionResult result = env.execute();
        assertThat(result.<Long>getAccumulatorResult("documents-in")).isEqualTo(3);
        assertThat(result.<Long>getAccumulatorResult("results")).isEqualTo(2);
        assertThat(result.<Long>getAccumulatorResult("dead-letters")).isEqualTo(1);
    }

    @Test
    void showsItsMetricsUnderTheNameOfTheModel() throws Exception {
        ReportedMetrics.forget();
        run(
                List.of(
                        SourceRecords.at(1, "a", "{\"text\":\"x\",\"language\":\"sw\"}"),
                        SourceRecords.at(2, "b", "no json"),
                        SourceRecords.at(3, "c", null)),
                1);
        assertThat(ReportedMetrics.count("documents_in_total")).isEqualTo(3);
        assertThat(ReportedMetrics.count("documents_out_total")).isEqualTo(2);
        assertThat(ReportedMetrics.count("kind.unreadable.code.malformed-json.documents_dead_total"))
                .isEqualTo(1);
        assertThat(ReportedMetrics.count("language.sw.documents_total")).isEqualTo(1);
        assertThat(ReportedMetrics.count("batches_total")).isEqualTo(1);
        assertThat(ReportedMetrics.names())
                .contains(
                        "useful_ratio",
                        "padding_ratio",
                        "fill_ratio",
                        "busy_ratio",
                        "good_ratio",
                        "server_time_seconds",
                        "requests_waiting");
    }

    @Test
    void countsADocumentThatACheckMadeADeadLetterOfAsDeadEverywhere() throws Exception {
        ReportedMetrics.forget();
        OutcomeRules rules = new OutcomeRules(
                1,
                (source, outcomes) ->
                        List.of(DeadLetters.of(source, Failure.rejected("too-large", "The result is too large."), 1)));
        StreamExecutionEnvironment env = environment(1);
        InferenceOperators.infer(
                        env.fromData(SourceRecords.at(1, "a", "{\"text\":\"x\",\"language\":\"sw\"}")), SETTINGS, rules)
                .sinkTo(new DiscardingSink<>());

        JobExecutionResult result = env.execute();

        assertThat(result.<Long>getAccumulatorResult("dead-letters")).isEqualTo(1);
        assertThat(ReportedMetrics.count("kind.rejected.code.too-large.documents_dead_total"))
                .isEqualTo(1);
        assertThat(ReportedMetrics.count("language.sw.failures_total")).isEqualTo(1);
        assertThat(ReportedMetrics.count("documents_out_total")).isZero();
        assertThat(ReportedMetrics.count("results_out_total")).isZero();
    }

    @Test
    void failsTheJobWhenTheModelIsMisconfigured() {
        assertThatThrownBy(() -> run(List.of(SourceRecords.of("k", "{\"text\":\"misfit\"}")), 1))
                .rootCause()
                .hasMessageContaining("The model is not what it should be");
    }

    private static List<Outcome> run(List<SourceRecord> records, int parallelism) throws Exception {
        return InferenceOperators.infer(environment(parallelism).fromData(records), SETTINGS)
                .executeAndCollect(1000);
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.setString("metrics.reporter.test.factory.class", ReportedMetrics.Factory.class.getName());
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    }
}
