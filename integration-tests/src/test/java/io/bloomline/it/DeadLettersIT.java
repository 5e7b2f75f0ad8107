package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.InThisJvm;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import io.bloomline.job.local.LocalBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job file with a mistake that only shows in the dead letters: they are listed, the file is mended, they are replayed. */
class DeadLettersIT {

    private static final int DOCUMENTS = 20;

    @Test
    void areListedByCauseAndReplayedOnce(@TempDir Path folder) throws IOException {
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")))) {
            Topics topics = new Topics(broker.bootstrapServers());
            broker.createTopics(List.of("documents", "results", "dead"), 2);
            topics.write(IntStream.range(0, DOCUMENTS)
                    .mapToObj(DeadLettersIT::document)
                    .toList());
            Path right = JobYaml.backfill(
                    folder, "mended", broker.bootstrapServers(), "{translate: {to: [fr]}}", "bloom-nano");
            Path wrong = folder.resolve("wrong.yaml");
            Files.writeString(wrong, Files.readString(right).replace("format: json, stop", "format: avro, stop"));

            Bloomline.Finished first = InThisJvm.run("run", wrong.toString());
            assertThat(first.exitCode()).as(first.err()).isZero();
            Bloomline.Finished listed = Bloomline.run(List.of("dead-letters", right.toString()));
            assertThat(listed.exitCode()).as(listed.err()).isZero();
            assertThat(listed.out())
                    .startsWith("20 dead letters in dead")
                    .containsPattern("(?m)^ +20 +20 +unreadable +[a-z-]+ +20\\S+Z +topic documents, partition [01], ")
                    .doesNotContain("February");

            Bloomline.Finished replayed = InThisJvm.run("dead-letters", right.toString(), "--replay");
            assertThat(replayed.exitCode()).as(replayed.err()).isZero();
            assertThat(replayed.out()).isEqualTo("Sent 20 dead letters back to documents\n");
            assertThat(InThisJvm.run("dead-letters", right.toString(), "--replay")
                            .out())
                    .isEqualTo("Nothing was sent: no new dead letters in dead\n");
            assertThat(asWritten(topics.readCommitted("documents")))
                    .hasSize(DOCUMENTS)
                    .allSatisfy((document, times) -> assertThat(times).isEqualTo(2));

            Bloomline.Finished second = InThisJvm.run("run", right.toString());
            assertThat(second.exitCode()).as(second.err()).isZero();
            // Read from the beginning, each document is there twice, as it was and replayed: same keys, same answers.
            assertThat(answers(topics.readResults("results")))
                    .hasSize(DOCUMENTS)
                    .allSatisfy((answer, times) -> assertThat(times).isEqualTo(2));
            assertThat(topics.readCommitted("dead")).hasSize(DOCUMENTS);
        }
    }

    private static ProducerRecord<byte[], byte[]> document(int i) {
        ProducerRecord<byte[], byte[]> document = new ProducerRecord<>(
                "documents",
                ("doc-" + i).getBytes(UTF_8),
                "{\"text\":\"February %d\",\"language\":\"en\"}".formatted(i).getBytes(UTF_8));
        document.headers().add("trace", ("t" + i).getBytes(UTF_8));
        return document;
    }

    private static Map<String, Long> asWritten(List<ConsumerRecord<byte[], byte[]>> documents) {
        return documents.stream()
                .collect(Collectors.groupingBy(
                        found -> key(found) + " " + text(found.value()) + " " + headers(found), Collectors.counting()));
    }

    private static Map<String, Long> answers(List<ConsumerRecord<byte[], byte[]>> results) {
        return results.stream()
                .collect(Collectors.groupingBy(
                        found -> key(found) + " " + text(found.value()).replaceAll("\"time\":\"[^\"]*\"", ""),
                        Collectors.counting()));
    }

    private static String headers(ConsumerRecord<byte[], byte[]> found) {
        return List.of(found.headers().toArray()).stream()
                .map(header -> header.key() + "=" + text(header.value()))
                .collect(Collectors.joining(","));
    }

    private static String key(ConsumerRecord<byte[], byte[]> found) {
        return text(found.key());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
