package io.bloomline.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.batching.BatchLimits;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.governance.OptOut;
import io.bloomline.governance.OptOutFeed;
import io.bloomline.governance.OptOutTable;
import io.bloomline.governance.OptOutTable.Change;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is opted out is shown to no model, and what was made of it before is deleted. */
class OptOutsTest {

    /** Jobs run in this process, so that what their model sees can be seen. */
    private static final Queue<String> SHOWN = new ConcurrentLinkedQueue<>();

    private static volatile @Nullable OptOutTable followed;

    @BeforeEach
    void forget() {
        SHOWN.clear();
    }

    @Test
    void showsNoModelWhoIsOptedOutAndDeletesWhatWasMadeOfIt() throws Exception {
        List<Outcome> outcomes = run(
                1,
                new Feed(List.of("a", "gone", "person:7")),
                SourceRecords.at(1, "a", "{\"text\":\"of a\"}"),
                SourceRecords.at(2, "b", "{\"text\":\"of b\"}"),
                SourceRecords.at(3, "c", "{\"text\":\"of c\",\"attributes\":{\"person\":\"7\"}}"));

        assertThat(SHOWN).hasSize(1).allMatch(text -> text.contains("of b"));
        assertThat(keys(outcomes, Outcome.Result.class)).containsExactly("b@fr");
        assertThat(keys(outcomes, Outcome.Tombstone.class)).containsOnly("a@fr", "gone@fr", "c@fr", "person:7@fr");
    }

    @Test
    void deletesEachOnceAtTheStartHoweverManySubtasksThereAre() throws Exception {
        List<Outcome> outcomes =
                run(4, new Feed(List.of("a", "b", "c", "d", "e")), SourceRecords.at(1, "x", "{\"text\":\"of x\"}"));

        assertThat(keys(outcomes, Outcome.Tombstone.class))
                .containsExactlyInAnyOrder("a@fr", "b@fr", "c@fr", "d@fr", "e@fr");
    }

    /** The model hears of it while it is at it. */
    @Test
    void holdsBackTheResultOfWhoOptsOutWhileTheModelIsAsked() throws Exception {
        List<Outcome> outcomes =
                run(1, new Feed(List.of()), SourceRecords.at(1, "late", "{\"text\":\"opts out: late\"}"));

        assertThat(SHOWN).hasSize(1);
        assertThat(outcomes).allMatch(Outcome.Tombstone.class::isInstance);
        assertThat(keys(outcomes, Outcome.Tombstone.class)).containsOnly("late@fr");
    }

    @Test
    void deletesWhatWasMadeOfWhoOptsOutAfterwards() throws Exception {
        List<Outcome> outcomes = run(
                1,
                new Feed(List.of()),
                SourceRecords.at(1, "early", "{\"text\":\"of early\"}"),
                SourceRecords.at(2, "other", "{\"text\":\"opts out: early\"}"));

        assertThat(keys(outcomes, Outcome.Result.class)).contains("other@fr");
        assertThat(lastOf("early@fr", outcomes)).isInstanceOf(Outcome.Tombstone.class);
    }

    @Test
    void endsWithTheFailureOfTheFeed() {
        assertThatThrownBy(
                        () -> run(1, new Feed(List.of()), SourceRecords.at(1, "k", "{\"text\":\"breaks the feed\"}")))
                .rootCause()
                .hasMessageContaining("can't be read any more");
    }

    private static Outcome lastOf(String key, List<Outcome> outcomes) {
        return outcomes.get(keys(outcomes, Outcome.class).lastIndexOf(key));
    }

    private static List<Outcome> run(int parallelism, OptOutFeed feed, SourceRecord... records) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        InferenceSettings settings = new InferenceSettings(
                DocumentFormat.JSON,
                new Task.Translate(List.of("fr"), 20),
                new TalkativeModel(),
                // one at a time, in their order
                new BatchLimits(1, 1000, Duration.ZERO, 1),
                50);
        return InferenceOperators.infer(
                        env.fromData(List.of(records)), settings, new OutcomeRules(1, OutcomeRules.NONE.check(), feed))
                .executeAndCollect(1000);
    }

    private static List<String> keys(List<Outcome> outcomes, Class<? extends Outcome> kind) {
        return outcomes.stream()
                .filter(kind::isInstance)
                .map(outcome -> new String(
                        outcome instanceof Outcome.Result result ? result.key() : ((Outcome.Tombstone) outcome).key(),
                        UTF_8))
                .toList();
    }

    private static Change out(String name, long offset) {
        return new Change.Out(new OptOut(name, 0, offset, 5));
    }

    /** Has some opted out at the start; others follow as the model is asked. */
    private record Feed(List<String> atStart) implements OptOutFeed {
        @Override
        public String name() {
            return "opt-outs";
        }

        @Override
        public Reading follow(OptOutTable table) {
            for (int i = 0; i < atStart.size(); i++) {
                table.read(List.of(out(atStart.get(i), i)), Map.of(0, i + 1L));
            }
            followed = table;
            return () -> followed = null;
        }
    }

    /** An echo that does what it reads. */
    private record TalkativeModel() implements ModelProvider {
        @Override
        public Model open() {
            Model echo = new EchoModel(Output.TEXT, 200).open();
            return new Model(echo.description(), echo.tokenizer(), new InferenceClient() {
                @Override
                public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
                    batch.forEach(request -> {
                        SHOWN.add(request.text());
                        OptOutTable table = requireNonNull(followed);
                        if (request.text().contains("opts out: ")) {
                            String name = request.text().replaceAll(".*opts out: (\\w+).*", "$1");
                            table.read(List.of(out(name, 100)), Map.of(0, 101L));
                        }
                        if (request.text().contains("breaks the feed")) {
                            table.fail(new IllegalStateException("Opt-outs can't be read any more"));
                        }
                    });
                    return echo.client().infer(batch);
                }

                @Override
                public void close() {
                    echo.close();
                }
            });
        }
    }
}
