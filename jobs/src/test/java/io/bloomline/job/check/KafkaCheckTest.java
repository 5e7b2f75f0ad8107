package io.bloomline.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import io.bloomline.job.local.LocalBroker;
import io.bloomline.job.local.LocalBroker.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaCheckTest {

    @Test
    void aBrokerThatDoesNotAnswerIsNamedWithTheKey() throws IOException, JobFileException {
        // bound but never served: nobody else can answer on this port meanwhile
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            var report = report(address, Duration.ofMillis(300));

            assertThat(report.facts()).isEmpty();
            assertThat(report.problems())
                    .containsExactly("kafka.bootstrap.servers: no broker answered at " + address
                            + " within 0.3 s; start one, or correct the address");
        }
    }

    @Test
    void anAddressThatIsNoneIsNamed() throws JobFileException {
        assertThat(report("nowhere", Duration.ofSeconds(1)).problems())
                .singleElement()
                .asString()
                .startsWith("kafka: the client can't be made: ")
                .contains("nowhere");
    }

    @Test
    void transactionsThatTheBrokerWouldNotKeepOpenSoLongAreNamed(@TempDir Path folder) throws JobFileException {
        Options options = new Options(folder, OptionalInt.empty(), Map.of("transaction.max.timeout.ms", "600000"));
        try (LocalBroker broker = LocalBroker.start(options)) {
            broker.createTopics(List.of("in", "out", "dead"), 1);

            assertThat(report(broker.bootstrapServers(), Duration.ofSeconds(30)).problems())
                    .containsExactly("kafka.transaction.timeout.ms: is 840000, but the broker allows 600000"
                            + " (transaction.max.timeout.ms); lower it or raise the broker's");
        }
    }

    private static Report report(String address, Duration patience) throws JobFileException {
        Report report = new Report();
        new KafkaCheck(job(address), patience).run(report);
        return report;
    }

    private static JobFile job(String address) throws JobFileException {
        return new JobFileReader()
                .parse(
                        "job.yaml",
                        """
                        job: test
                        kafka: {bootstrap.servers: '%s'}
                        source: {topics: [in]}
                        task: {embed: {}}
                        model: {name: m, endpoint: local:models}
                        sink: {topic: out, dead-letters: dead}
                        """
                                .formatted(address));
    }
}
