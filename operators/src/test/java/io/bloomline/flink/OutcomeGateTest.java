package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bloomline.batching.BatchLimits;
import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.preparation.Task;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.testing.EchoModel;
import io.bloomline.testing.SourceRecords;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class OutcomeGateTest {

    private static final InferenceSettings SETTINGS = new InferenceSettings(
            DocumentFormat.JSON,
            new Task.Embed(0),
            new EchoModel(Output.VECTOR, 100),
            new BatchLimits(8, 1000, Duration.ofMillis(1), 2),
            50);
    private static final SourceRecord SOURCE = SourceRecords.of("k", "value");
    private static final List<Outcome> DEAD =
            List.of(DeadLetters.of(SOURCE, Failure.rejected("too-long", "Too long by far"), 1));
    private static final List<Outcome> ANSWERED = List.of(new Outcome.Tombstone(new byte[0], List.of(), 0));

    @Test
    void letsOutcomesPassAsTheyAre() {
        try (OutcomeGate gate = OutcomeGate.open(SETTINGS, OutcomeRules.NONE)) {
            assertThat(gate.pass(SOURCE, ANSWERED)).isSameAs(ANSWERED);
        }
    }

    @Test
    void letsTheCheckDecideWhatLeaves() {
        try (OutcomeGate gate = OutcomeGate.open(SETTINGS, new OutcomeRules(1, (source, outcomes) -> DEAD))) {
            assertThat(gate.pass(SOURCE, ANSWERED)).isSameAs(DEAD);
        }
    }

    @Test
    void countsTheDocumentsOfAllSubtasksTogether() {
        OutcomeRules rules = new OutcomeRules(0.5, OutcomeRules.NONE.check());
        try (OutcomeGate first = OutcomeGate.open(SETTINGS, rules);
                OutcomeGate second = OutcomeGate.open(SETTINGS, rules)) {
            IntStream.range(0, 600).forEach(i -> first.pass(SOURCE, DEAD));
            IntStream.range(0, 399).forEach(i -> second.pass(SOURCE, ANSWERED));
            assertThatThrownBy(() -> second.pass(SOURCE, ANSWERED)).isInstanceOf(SuppressRestartsException.class);
        }
    }

    @Test
    void takesDocumentsWithoutConsentForNoSignOfABadJob() {
        List<Outcome> refused = List.of(DeadLetters.of(SOURCE, Failure.rejected("no-consent", "None"), 0));
        try (OutcomeGate gate = OutcomeGate.open(SETTINGS, new OutcomeRules(0, OutcomeRules.NONE.check()))) {
            IntStream.range(0, 1_001).forEach(i -> gate.pass(SOURCE, refused));
        }
    }

    /** Flink sends what a task failed with to whoever started the job. */
    @Test
    void whatEndsAJobTravelsWithItsMessage() throws Exception {
        try (OutcomeGate gate = OutcomeGate.open(SETTINGS, new OutcomeRules(0.1, OutcomeRules.NONE.check()))) {
            Throwable ended = catchThrowable(() -> IntStream.range(0, 1_000).forEach(i -> gate.pass(SOURCE, DEAD)));
            Throwable arrived = InstantiationUtil.clone(ended);
            assertThat(arrived)
                    .isInstanceOf(SuppressRestartsException.class)
                    .cause()
                    .isInstanceOf(FailureException.class)
                    .hasMessageStartingWith("1,000 of the last 1,000 documents became dead letters");
        }
    }
}
