package io.bloomline.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCheckTest {

    @Test
    void aServerThatIsAwayIsNamedWithTheKey() throws IOException, JobFileException {
        // bound but never served: nobody else can answer on this port meanwhile
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String endpoint = "grpc://127.0.0.1:" + silent.getLocalPort();
            var report = report(endpoint, Duration.ofMillis(300));

            assertThat(report.facts()).isEmpty();
            assertThat(report.problems())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "model.endpoint: no server answered for the model within 0.3 s; start it, or correct the"
                                    + " address. ")
                    .contains(endpoint);
        }
    }

    @Test
    void aFolderWithoutTheModelIsNamed() throws JobFileException {
        var report = report("local:no/such/folder", Duration.ofSeconds(1));

        assertThat(report.facts()).isEmpty();
        assertThat(report.problems())
                .singleElement()
                .asString()
                .startsWith("model: ")
                .contains("no/such/folder");
    }

    @ParameterizedTest
    @CsvSource({"8,at most 8 requests", "1,at most 1 request", "0,any number of requests"})
    void aModelSaysItsLimits(int maxBatchSize, String limit) throws JobFileException {
        try (var server = new DescribedServer(maxBatchSize)) {
            assertThat(report(server.endpoint(), Duration.ofSeconds(20)))
                    .extracting(Report::problems, Report::facts)
                    .containsExactly(
                            List.of(),
                            List.of("model m version 2 at " + server.endpoint() + " can generate: it writes text,"
                                    + " takes " + limit + " a batch and any number of tokens a request"));
        }
    }

    private static Report report(String endpoint, Duration patience) throws JobFileException {
        Report report = new Report();
        var job = new JobFileReader()
                .parse(
                        "job.yaml",
                        """
                        job: test
                        kafka: {bootstrap.servers: 'localhost:9092'}
                        source: {topics: [in]}
                        task: {generate: {prompt: '{text}'}}
                        model: {name: m, endpoint: '%s'}
                        sink: {topic: out, dead-letters: dead}
                        """
                                .formatted(endpoint));
        new ModelCheck(job, patience).run(report);
        return report;
    }
}
