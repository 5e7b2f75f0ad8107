package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.InThisJvm;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import io.bloomline.job.local.LocalBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents nobody designed for: each gets a result or a dead letter that says why, and the job goes on to the last. */
class HostileDocumentsIT {

    private static final byte[] INVALID_UTF8 = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xC3, '"', '}'};

    private static final List<ProducerRecord<byte[], byte[]>> DOCUMENTS = List.of(
            document("megabyte", json("Monday ".repeat(130_000))),
            document("empty-text", json("")),
            document("blank-text", json(" \\n\\t ")),
            document("emoji", json("🌸🌺👩‍🚀")),
            document("control-characters", json("a\\u0000b\\u001b[31m\\u0007")),
            bytes("invalid-utf8", INVALID_UTF8),
            document("array", "[1, 2, 3]"),
            document("number", "42"),
            document("empty-value", ""),
            document("missing-text", "{\"id\":\"x\"}"),
            document("text-is-null", "{\"id\":\"x\",\"text\":null}"),
            document(null, "{\"text\":\"no id and no key\"}"),
            document("duplicate", "{\"id\":\"same\",\"text\":\"Monday\"}"),
            document("duplicate", "{\"id\":\"same\",\"text\":\"Tuesday\"}"),
            document("half-a-pair", json("\\ud83c")),
            document("deep", "[".repeat(10_000)),
            document("nesting-bomb", "{\"text\":\"Monday\",\"ignored\":" + "{\"a\":[".repeat(10_000)),
            document("long-number", "{\"text\":\"Monday\",\"ignored\":" + "9".repeat(100_000) + "}"),
            document("other-language", "{\"text\":\"Montag\",\"language\":\"de\"}"),
            document("the-last-one", json("Monday")));

    /** A few kilobytes for the broker, and twenty times what a document may have once they are decompressed. */
    private static final ProducerRecord<byte[], byte[]> COMPRESSION_BOMB =
            document("compression-bomb", json("a".repeat(20 << 20)));

    @Test
    void eachGetsAResultOrADeadLetterThatSaysWhy(@TempDir Path folder) {
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")))) {
            Topics topics = new Topics(broker.bootstrapServers());
            broker.createTopics(List.of("documents", "results", "dead"), 1);
            topics.writeCompressed(List.of(COMPRESSION_BOMB));
            topics.write(DOCUMENTS);

            Path job = JobYaml.backfill(
                    folder,
                    "hostile",
                    broker.bootstrapServers(),
                    List.of(
                            "task: {generate: {prompt: 'What kind of name is {text}? Answer:', max-tokens: 8}}",
                            "model: {name: bloom-nano, endpoint: '" + JobYaml.OWN_MODELS + "'}",
                            "limits: {max-bytes: 1MiB, max-depth: 9, max-tokens: 1000}"));
            Bloomline.Finished run = InThisJvm.run("run", job.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(topics.readResults("results").stream().map(HostileDocumentsIT::key))
                    .containsExactlyInAnyOrder("emoji", "control-characters", "duplicate", "duplicate", "the-last-one");
            List<ConsumerRecord<byte[], byte[]>> deadLetters = topics.readCommitted("dead");
            assertThat(messages(deadLetters))
                    .anyMatch(message -> message.startsWith(
                            "The record's value has 20,971,531 bytes; limits.max-bytes is 1,048,576 (topic"))
                    .anyMatch(message -> message.contains("nested 10 levels deep, or more, at line 1, column ")
                            && message.contains("; limits.max-depth is 9. (topic"))
                    .anyMatch(message -> message.contains(" tokens; limits.max-tokens is 1,000 (topic"));
            assertThat(causes(deadLetters))
                    .containsExactlyInAnyOrderEntriesOf(new TreeMap<>(Map.ofEntries(
                            Map.entry("megabyte", "too-many-tokens"),
                            Map.entry("empty-text", "empty-text"),
                            Map.entry("blank-text", "empty-text"),
                            Map.entry("invalid-utf8", "invalid-utf8"),
                            Map.entry("array", "not-an-object"),
                            Map.entry("number", "not-an-object"),
                            Map.entry("empty-value", "malformed-json"),
                            Map.entry("missing-text", "missing-field"),
                            Map.entry("text-is-null", "missing-field"),
                            Map.entry("(no key)", "missing-id"),
                            Map.entry("half-a-pair", "unpaired-surrogate"),
                            Map.entry("deep", "not-an-object"),
                            Map.entry("nesting-bomb", "too-deep"),
                            Map.entry("long-number", "malformed-json"),
                            Map.entry("compression-bomb", "too-many-bytes"),
                            Map.entry("other-language", "unsupported-language"))));
        }
    }

    @Test
    void aMegabyteOfTextIsEmbeddedInChunks(@TempDir Path folder) {
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")))) {
            Topics topics = new Topics(broker.bootstrapServers());
            broker.createTopics(List.of("documents", "results", "dead"), 1);
            // A Friday in Malayalam is the longest token that the model knows.
            topics.write(List.of(document("megabyte", json("വെള്ളിയാഴ്\u200cച ".repeat(28_000)))));

            Path job = JobYaml.backfill(
                    folder, "chunks", broker.bootstrapServers(), "{embed: {}}", "bloom-nano-embedding");
            Bloomline.Finished run = InThisJvm.run("run", job.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(topics.readCommitted("dead")).isEmpty();
            List<ConsumerRecord<byte[], byte[]>> results = topics.readResults("results");
            assertThat(results).hasSizeGreaterThan(100);
            assertThat(results.stream().map(HostileDocumentsIT::key)).doesNotHaveDuplicates();
            assertThat(new String(results.get(0).value(), UTF_8)).contains("\"count\":" + results.size());
        }
    }

    private static Map<String, String> causes(List<ConsumerRecord<byte[], byte[]>> deadLetters) {
        Map<String, String> causes = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : deadLetters) {
            Header message = letter.headers().lastHeader("bloomline.error.message");
            assertThat(new String(message.value(), UTF_8)).contains("(topic documents, partition 0, offset ");
            causes.put(
                    key(letter),
                    new String(
                            letter.headers().lastHeader("bloomline.error.code").value(), UTF_8));
        }
        return causes;
    }

    private static List<String> messages(List<ConsumerRecord<byte[], byte[]>> deadLetters) {
        return deadLetters.stream()
                .map(letter -> letter.headers().lastHeader("bloomline.error.message"))
                .map(message -> new String(message.value(), UTF_8))
                .toList();
    }

    private static String key(ConsumerRecord<byte[], byte[]> found) {
        return found.key() == null ? "(no key)" : new String(found.key(), UTF_8);
    }

    private static ProducerRecord<byte[], byte[]> document(@Nullable String key, String value) {
        return new ProducerRecord<>("documents", key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static ProducerRecord<byte[], byte[]> bytes(String key, byte[] value) {
        return new ProducerRecord<>("documents", key.getBytes(UTF_8), value);
    }

    private static String json(String text) {
        return "{\"text\":\"" + text + "\"}";
    }
}
