package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.batching.BatchLimits;
import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.Failure;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.ModelProvider;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.preparation.Task;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.testing.EchoModel;
import io.bloomline.testing.SourceRecords;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** What a subtask holds is given back, whatever fails on the way. */
class InferenceFunctionTest {

    private static final OutcomeRules NO_DEAD_LETTERS = new OutcomeRules(0, OutcomeRules.NONE.check());
    private static final SourceRecord SOURCE = SourceRecords.of("k", "value");
    private static final List<Outcome> DEAD =
            List.of(DeadLetters.of(SOURCE, Failure.rejected("too-long", "Too long by far"), 1));

    @Test
    void leavesNoModelOpenWhenItCantBeOpened() {
        int before = EchoModel.OPEN.get();
        InferenceFunction function = function(new EchoModel(Output.VECTOR, 100));
        function.setRuntimeContext(context("getTaskInfo"));

        assertThatThrownBy(() -> function.open(DefaultOpenContext.INSTANCE)).hasMessage("getTaskInfo");

        assertThat(EchoModel.OPEN).hasValue(before);
    }

    @Test
    void forgetsItsDeadLettersThoughItsModelCantBeClosed() {
        InferenceFunction function = function(new CantBeClosed());
        function.setRuntimeContext(context("nothing"));
        function.open(DefaultOpenContext.INSTANCE);
        try (OutcomeGate gate = OutcomeGate.open(function.settings(), NO_DEAD_LETTERS)) {
            for (int i = 0; i < 999; i++) {
                gate.pass(SOURCE, DEAD);
            }
        }

        assertThatThrownBy(function::close).hasMessage("can't be closed");
        assertThatCode(function::close).as("twice").doesNotThrowAnyException();

        try (OutcomeGate later = OutcomeGate.open(function.settings(), NO_DEAD_LETTERS)) {
            assertThatCode(() -> later.pass(SOURCE, DEAD)).doesNotThrowAnyException();
        }
    }

    private static InferenceFunction function(ModelProvider model) {
        return new InferenceFunction(
                new InferenceSettings(
                        DocumentFormat.JSON, new Task.Embed(0), model, new BatchLimits(8, 1000, Duration.ZERO, 2), 50),
                NO_DEAD_LETTERS);
    }

    private static RuntimeContext context(String fails) {
        TaskInfo task = new TaskInfoImpl("infer", 1, 0, 1, 0);
        MetricGroup metrics = UnregisteredMetricsGroup.createOperatorMetricGroup();
        return (RuntimeContext) Proxy.newProxyInstance(
                RuntimeContext.class.getClassLoader(),
                new Class<?>[] {RuntimeContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(fails)) {
                        throw new IllegalStateException(fails);
                    }
                    return method.getName().equals("getTaskInfo") ? task : metrics;
                });
    }

    /** Answers nobody, and can't be closed. */
    private record CantBeClosed() implements ModelProvider {
        @Override
        public Model open() {
            try (Model echo = new EchoModel(Output.VECTOR, 100).open()) {
                return new Model(echo.description(), echo.tokenizer(), new InferenceClient() {
                    @Override
                    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
                        return new CompletableFuture<>();
                    }

                    @Override
                    public void close() {
                        throw new IllegalStateException("can't be closed");
                    }
                });
            }
        }
    }
}
