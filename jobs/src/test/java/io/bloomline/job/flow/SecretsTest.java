package io.bloomline.job.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final String CANARY = "canary-3f9a";

    @Test
    void noPlanOfTheJobShowsThem() throws JobFileException {
        var job = read("token: '${env:CANARY}'\n  headers: {x-key: '${env:CANARY}'}");
        var env = StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.ofLocal(job));
        InferencePipeline.define(env, job);
        StreamGraph graph = env.getStreamGraph(false);

        assertThat(job.toString()).contains("x-key", "***").doesNotContain(CANARY);
        assertThat(job.inference().toString()).contains("x-key", "***").doesNotContain(CANARY);
        assertThat(env.getExecutionPlan()).contains("infer").doesNotContain(CANARY);
        assertThat(graph.toString() + graph.getStreamNodes() + graph.getJobConfiguration())
                .doesNotContain(CANARY);
        assertThat(graph.getJobGraph().toString() + graph.getJobGraph().getVertices())
                .doesNotContain(CANARY);
    }

    @Test
    void noProblemShowsThem() {
        for (String wrong : new String[] {
            "token: '${env:CANARY} '",
            "token: '" + CANARY + " '",
            "token: ['" + CANARY + "']",
            "headers: {x-key: '" + CANARY + "é'}",
            "headers: {'grpc-': '" + CANARY + "'}",
            "headers: '" + CANARY + "'",
        }) {
            assertThat(refusal(wrong)).as(wrong).contains("model.").doesNotContain(CANARY);
        }
    }

    private static String refusal(String line) {
        try {
            return "accepted: " + read(line);
        } catch (JobFileException refused) {
            return refused.toString() + refused.lines();
        }
    }

    private static JobFile read(String line) throws JobFileException {
        return new JobFileReader(name -> CANARY)
                .parse(
                        "job.yaml",
                        """
                        job: test
                        kafka: {bootstrap.servers: 'localhost:9092', sasl.jaas.config: '${env:CANARY}'}
                        source: {topics: [in]}
                        task: {embed: {}}
                        model:
                          name: m
                          endpoint: grpcs://gpu-1:8001
                          %s
                        sink: {topic: out, dead-letters: dead}
                        """
                                .formatted(line));
    }
}
