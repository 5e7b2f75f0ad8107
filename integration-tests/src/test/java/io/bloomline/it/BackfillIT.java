package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.document.Sha256;
import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.InThisJvm;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import io.bloomline.job.local.LocalBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job file of a user's own, a broker outside the job's process, and ten thousand documents from a plain producer. */
class BackfillIT {

    private static final int DOCUMENTS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void writesTheResultOfEachDocumentExactlyOnce(@TempDir Path folder) throws Exception {
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")))) {
            Topics topics = new Topics(broker.bootstrapServers());
            broker.createTopics(List.of("documents", "results", "dead"), 4);
            List<String> keys =
                    IntStream.range(0, DOCUMENTS).mapToObj(i -> "doc-" + i).toList();
            topics.write(keys.stream().map(BackfillIT::document).toList());

            Path job = JobYaml.backfill(
                    folder, "backfill", broker.bootstrapServers(), "{embed: {}}", "bloom-nano-embedding");
            Bloomline.Finished run = Bloomline.run(List.of("run", job.toString()));

            assertThat(run.exitCode()).as(run.err()).isZero();
            Bloomline.Finished verified = Bloomline.run(List.of("verify", job.toString()));
            assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
            assertThat(verified.out()).contains("have the input hash of a document with their key in documents");
            List<ConsumerRecord<byte[], byte[]>> results = topics.readResults("results");
            assertThat(ExactlyOnce.violations(keys, results, topics.readCommitted("dead")))
                    .isEmpty();
            assertThat(results).hasSize(DOCUMENTS);
            assertEachResultIsOfItsDocument(results);

            topics.write(List.of(new ProducerRecord<>(
                    "results", results.get(0).key(), results.get(0).value()))); // without its headers
            Bloomline.Finished found = InThisJvm.run("verify", job.toString());
            assertThat(found.exitCode()).as(found.out()).isEqualTo(1);
            assertThat(found.err())
                    .contains("1 of 10,001 results in results carry less than they must, or something else")
                    .doesNotContain("\tat ");
        }
    }

    private static void assertEachResultIsOfItsDocument(List<ConsumerRecord<byte[], byte[]>> results) throws Exception {
        Map<String, JsonNode> vectorOfText = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : results) {
            JsonNode result = JSON.readTree(record.value());
            String key = new String(record.key(), UTF_8);
            String text = text(key);
            boolean own = result.get("id").asText().equals(key)
                    && result.get("provenance").get("inputHash").asText().equals(Sha256.hex(text.getBytes(UTF_8)));
            if (!own) {
                wrong.add(key);
            }
            vectorOfText.putIfAbsent(text, result.get("vector"));
        }
        assertThat(wrong).isEmpty();
        assertThat(vectorOfText.values()).doesNotHaveDuplicates();
    }

    private static ProducerRecord<byte[], byte[]> document(String key) {
        String json = "{\"id\":\"%s\",\"text\":\"%s\",\"language\":\"en\"}".formatted(key, text(key));
        return new ProducerRecord<>("documents", key.getBytes(UTF_8), json.getBytes(UTF_8));
    }

    /** A few hundred different texts, some short and some long. */
    private static String text(String key) {
        int number = Integer.parseInt(key.substring("doc-".length()));
        return "Monday, Tuesday, ".repeat(number % 7) + "February " + number % 300;
    }
}
