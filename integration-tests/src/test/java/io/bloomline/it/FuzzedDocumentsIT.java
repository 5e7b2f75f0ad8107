package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.InThisJvm;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Mutations;
import io.bloomline.it.support.Topics;
import io.bloomline.job.local.LocalBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of documents as chance damages them: none crashes the job, and each has one outcome. {@code -Dseed=7} has others. */
class FuzzedDocumentsIT {

    private static final int DOCUMENTS = 4_000;
    private static final long SEED = Long.getLong("seed", 1);

    private static final List<String> VALID = List.of(
            "{\"id\":\"a\",\"text\":\"Monday\"}",
            "{\"text\":\"Ọjọ́ Ẹtì 🌸\",\"language\":\"yo\",\"attributes\":{\"k\":\"v\",\"l\":\"\"}}",
            "{\"id\":\"b\",\"text\":\"a \\\"quoted\\\" \\u00e9 text\",\"attributes\":{},\"more\":[1,{\"x\":null}]}",
            "\uFEFF { \"text\" : \"வியாழன்\" , \"id\" : null }");

    @Test
    void eachHasExactlyOneOutcome(@TempDir Path folder) {
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")))) {
            Topics topics = new Topics(broker.bootstrapServers());
            broker.createTopics(List.of("documents", "results", "dead"), 2);
            Mutations mutations = new Mutations(SEED, VALID);
            List<String> keys =
                    IntStream.range(0, DOCUMENTS).mapToObj(i -> "doc-" + i).toList();
            topics.write(keys.stream()
                    .map(key -> new ProducerRecord<>("documents", key.getBytes(UTF_8), mutations.next()))
                    .toList());

            Path job = JobYaml.backfill(
                    folder,
                    "fuzzed",
                    broker.bootstrapServers(),
                    List.of(
                            "task: {embed: {chunks: pooled}}",
                            "model: {name: bloom-nano-embedding, endpoint: '" + JobYaml.OWN_MODELS + "'}"),
                    "exactly-once, max-dead-share: 1");
            Bloomline.Finished run = InThisJvm.run("run", job.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            List<ConsumerRecord<byte[], byte[]>> results = topics.readResults("results");
            List<ConsumerRecord<byte[], byte[]>> dead = topics.readCommitted("dead");
            assertThat(ExactlyOnce.violations(keys, results, dead)).isEmpty();
            assertThat(results).as("documents that are still some").hasSizeGreaterThan(DOCUMENTS / 40);
            assertThat(dead).as("documents that are none any more").hasSizeGreaterThan(DOCUMENTS / 2);
            assertThat(codes(dead)).doesNotContain("unexpected-exception");
        }
    }

    private static List<String> codes(List<ConsumerRecord<byte[], byte[]>> dead) {
        return dead.stream()
                .map(letter -> letter.headers().lastHeader("bloomline.error.code"))
                .map(code -> new String(code.value(), UTF_8))
                .distinct()
                .toList();
    }
}
