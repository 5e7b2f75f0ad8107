package io.bloomline.job.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FlinkDefaultsTest {

    @Test
    void checkpointsAreTakenAndNothingFallsBackToGenericTypes() throws JobFileException {
        var configuration = FlinkDefaults.of(job(""));

        assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(configuration.get(PipelineOptions.NAME)).isEqualTo("test");
    }

    @Test
    void aCheckpointIsGivenUpBeforeItsTransactionEnds() throws JobFileException {
        assertThat(FlinkDefaults.of(job("")).get(CheckpointingOptions.CHECKPOINTING_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(415)); // half of 14 minutes less 10 seconds
        assertThat(FlinkDefaults.of(job("execution.checkpointing.timeout: 3 min"))
                        .get(CheckpointingOptions.CHECKPOINTING_TIMEOUT))
                .isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void failuresThatHaveNothingToDoWithEachOtherAreNotAddedUp() throws JobFileException {
        var configuration = FlinkDefaults.of(job(""));

        assertThat(configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD))
                .isEqualTo(Duration.ofMinutes(10))
                .isGreaterThan(
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF));
    }

    @Test
    void theJobFileHasTheLastWord() throws JobFileException {
        var configuration = FlinkDefaults.ofLocal(job("execution.checkpointing.interval: 2 s, parallelism.default: 3"));

        assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(configuration.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(3);
    }

    /** By its sockets rather than its keys: a new release of Flink may open one that has a key of its own. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aLocalClusterListensToThisMachineOnly() throws Exception {
        Set<InetSocketAddress> before = ListeningSockets.now();
        var env = StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.ofLocal(job("")));
        env.fromSource(new NumberSequenceSource(0, Long.MAX_VALUE - 1), WatermarkStrategy.noWatermarks(), "numbers")
                .sinkTo(new DiscardingSink<>());
        JobClient client = env.executeAsync("any");
        try {
            Set<InetSocketAddress> opened = new HashSet<>(ListeningSockets.now());
            opened.removeAll(before);

            assertThat(opened)
                    .as("REST and BLOB server at least")
                    .hasSizeGreaterThan(1)
                    .allMatch(socket -> socket.getAddress().isLoopbackAddress());
        } finally {
            client.cancel().join();
        }
    }

    @Test
    void everyOperatorOfTheFlowHasItsUid() throws JobFileException {
        var env = StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.ofLocal(job("")));
        InferencePipeline.define(env, job(""));

        assertThat(env.getStreamGraph(false).getStreamNodes())
                .extracting("transformationUID")
                .contains("bloomline-source", "bloomline-inference", "bloomline-sink");
    }

    private static JobFile job(String flink) throws JobFileException {
        return new JobFileReader()
                .parse(
                        "job.yaml",
                        """
                        job: test
                        kafka: {bootstrap.servers: 'localhost:9092'}
                        source: {topics: [in]}
                        task: {embed: {}}
                        model: {name: m, endpoint: local:models}
                        sink: {topic: out, dead-letters: dead}
                        flink: {%s}
                        """
                                .formatted(flink));
    }
}
