package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.InThisJvm;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.job.local.LocalBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marked-up documents through a translation by a model that repeats what it reads, with their markup or without. */
class MarkupIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PAGE =
            "\uFEFF<!doctype html>\r\n<title>A &amp; B</title><p title='x'>One <b>bold</b> <code>word()</code>\r\n"
                    + "<p translate=no>Name<p>\uD83D\uDE00 costs 5 &euro;<script>if (a<b) {}</script>";

    @Test
    void comeBackAsTheyWere(@TempDir Path folder) throws IOException {
        Map<String, String> texts = Map.of(
                "text/markdown",
                Files.readString(Bloomline.HOME.resolve("README.md")),
                "text/html",
                PAGE,
                "text/plain",
                "Dear {name},\r\n\r\n  see https://example.org/a_b?c=1 by 2026-11-24.\n");
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")));
                KServeServer server = KServeServer.ofToys(KServeServer.Options.PLAIN)) {
            server.loadWriter("parrot", MarkupIT::repeated);
            Topics topics = new Topics(broker.bootstrapServers());
            broker.createTopics(List.of("documents", "results", "dead"), 1);
            topics.write(texts.entrySet().stream()
                    .map(text -> document(text.getKey(), text.getValue()))
                    .toList());

            Path job = JobYaml.backfill(
                    folder,
                    "markup",
                    broker.bootstrapServers(),
                    "{translate: {to: [fr, sw], markup: content-type}}",
                    "parrot",
                    "grpc://localhost:" + server.port());
            Bloomline.Finished finished = InThisJvm.run("run", job.toString());

            assertThat(finished.exitCode()).as(finished.err()).isZero();
            assertThat(topics.readCommitted("dead")).isEmpty();
            Map<String, JsonNode> results = new TreeMap<>();
            for (ConsumerRecord<byte[], byte[]> result : topics.readResults("results")) {
                results.put(new String(result.key(), UTF_8), JSON.readTree(result.value()));
            }
            assertThat(results).hasSize(6);
            results.forEach((key, result) -> assertThat(result.get("text").asText())
                    .as(key)
                    .isEqualTo(texts.get(key.substring(0, key.indexOf('@')))));
            Map<String, String> tags = new TreeMap<>();
            results.forEach((key, result) -> tags.put(key, result.get("tags").toString()));
            assertThat(tags)
                    .containsEntry("text/markdown@fr", "[\"copied-input\"]")
                    .containsEntry("text/markdown@sw", "[\"translated-in-pieces\",\"copied-input\"]")
                    .containsEntry("text/plain@sw", "[]");
        }
    }

    /** What is to be translated; into Swahili without its placeholders. */
    private static String repeated(String prompt) {
        String words = prompt.substring(prompt.indexOf(": ") + 2, prompt.lastIndexOf(". Translation:"));
        return prompt.contains("Swahili") ? words.replaceAll("</?\\d+/?>", "") : words;
    }

    private static ProducerRecord<byte[], byte[]> document(String contentType, String text) {
        byte[] json = JSON.createObjectNode()
                .put("text", text)
                .put("language", "en")
                .set("attributes", JSON.createObjectNode().put("content-type", contentType))
                .toString()
                .getBytes(UTF_8);
        return new ProducerRecord<>("documents", contentType.getBytes(UTF_8), json);
    }
}
