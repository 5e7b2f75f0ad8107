package io.bloomline.job.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {

    @Test
    void storesAndGivesBackAndLeavesNothingBehind() throws Exception {
        Path path;
        int port;
        try (var folder = TemporaryFolder.create("local-broker-test-");
                var broker = LocalBroker.start(LocalBroker.Options.in(folder.path()))) {
            path = folder.path();
            port = broker.port();

            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            broker.createTopics(List.of("t"), 1);
            assertThat(writtenAndRead(broker, "one")).containsExactly("one");
        }

        assertThat(path).doesNotExist();
        assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
    }

    @Test
    void goesOnWithTheFolderAndThePortOfAnEarlierOne(@TempDir Path folder) throws Exception {
        int port;
        try (var broker = LocalBroker.start(LocalBroker.Options.in(folder))) {
            port = broker.port();
            broker.createTopics(List.of("t"), 1);
            assertThat(writtenAndRead(broker, "before")).containsExactly("before");
        }

        var options = new LocalBroker.Options(folder, OptionalInt.of(port), Map.of("num.io.threads", "3"));
        try (var broker = LocalBroker.start(options)) {
            assertThat(writtenAndRead(broker, "after")).containsExactlyInAnyOrder("before", "after");
        }
    }

    @Test
    void saysWhenItsPortIsTakenAndLetsGoOfItsFolder(@TempDir Path folder) throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = new LocalBroker.Options(folder, OptionalInt.of(taken.getLocalPort()), Map.of());

            assertThatThrownBy(() -> LocalBroker.start(options))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }

        try (var broker = LocalBroker.start(LocalBroker.Options.in(folder))) {
            assertThat(broker.port()).isPositive();
        }
    }

    @Test
    void saysWhichTopicsItCouldNotCreate(@TempDir Path folder) {
        try (var broker = LocalBroker.start(LocalBroker.Options.in(folder))) {
            assertThatThrownBy(() -> broker.createTopics(List.of("no topic"), 1))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("no topic");
        }
    }

    @Test
    void aTemporaryFolderIsDeletedWithAllThatIsInIt() throws IOException {
        var folder = TemporaryFolder.create("temporary-folder-test-");
        Files.writeString(Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), "c");

        folder.close();
        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    private static List<String> writtenAndRead(LocalBroker broker, String value) throws Exception {
        write(broker, value);
        try (var reader = new OutcomeReader(broker.bootstrapServers(), List.of("t"))) {
            reader.poll(Duration.ZERO);
            reader.pollToEnd();
            return reader.records("t").stream()
                    .map(found -> new String(found.value(), UTF_8))
                    .toList();
        }
    }

    private static void write(LocalBroker broker, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("t", value.getBytes(UTF_8))).get();
        }
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
}
