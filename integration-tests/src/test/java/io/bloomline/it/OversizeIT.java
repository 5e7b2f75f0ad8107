package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.document.Sha256;
import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.InThisJvm;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import io.bloomline.job.local.LocalBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics that take less than the job would write: a broker refuses such records, and no restart would change that. */
class OversizeIT {

    private static final Random RANDOM = new Random(7);
    private static final int RESULT_LIMIT = 4_096;
    private static final int DEAD_LETTER_LIMIT = 16_384;
    private static final byte[] HUGE = letters(50_000).getBytes(UTF_8);

    @Test
    void whatATopicDoesNotTakeBecomesADeadLetterOrGoesWithoutItsValue(@TempDir Path folder) throws Exception {
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")))) {
            Topics topics = new Topics(broker.bootstrapServers());
            broker.createTopics(List.of("documents", "results", "dead"), 2);
            limit(broker, "results", RESULT_LIMIT);
            limit(broker, "dead", DEAD_LETTER_LIMIT);
            // Results from below the limit to above it, a few bytes apart: one that is misjudged would end the job.
            Map<String, byte[]> documents = IntStream.range(0, 300)
                    .boxed()
                    .collect(Collectors.toMap(i -> "doc-" + i, i -> document(1_000 + 12 * i)));
            documents.put("huge", HUGE);
            List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
            documents.forEach(
                    (key, value) -> written.add(new ProducerRecord<>("documents", key.getBytes(UTF_8), value)));
            topics.write(written);

            Path job = JobYaml.backfill(
                    folder,
                    "oversize",
                    broker.bootstrapServers(),
                    "{generate: {prompt: 'What kind of name is {text}? Answer:', max-tokens: 4}}",
                    "bloom-nano");
            Bloomline.Finished run = InThisJvm.run("run", job.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).contains("dead letters of larger documents go without their value");
            List<ConsumerRecord<byte[], byte[]>> results = topics.readResults("results");
            List<ConsumerRecord<byte[], byte[]>> dead = topics.readCommitted("dead");
            assertThat(ExactlyOnce.violations(documents.keySet(), results, dead))
                    .isEmpty();
            assertThat(results).hasSizeGreaterThan(50);
            assertThat(dead).hasSizeGreaterThan(50).allSatisfy(letter -> {
                if (key(letter).equals("huge")) {
                    assertThat(letter.value()).isNull();
                    assertThat(header(letter, "omitted")).isEqualTo("value");
                    assertThat(header(letter, "value-bytes")).isEqualTo("50000");
                    assertThat(header(letter, "value-sha256")).isEqualTo(Sha256.hex(HUGE));
                } else {
                    assertThat(header(letter, "code")).isEqualTo("result-too-large");
                    assertThat(header(letter, "message")).contains("topic results takes 4,096 (max.message.bytes)");
                    assertThat(letter.value()).isEqualTo(documents.get(key(letter)));
                }
            });
            assertThat(dead.stream().map(OversizeIT::key)).contains("huge");
        }
    }

    private static void limit(LocalBroker broker, String topic, int bytes) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var entry = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /** Attributes are carried over to the result, so they decide how large it is. */
    private static byte[] document(int attributeLength) {
        return "{\"text\":\"February\",\"attributes\":{\"note\":\"%s\"}}"
                .formatted(letters(attributeLength))
                .getBytes(UTF_8);
    }

    /** Letters that can hardly be compressed. */
    private static String letters(int length) {
        return RANDOM.ints(length, 'A', 'z' + 1)
                .mapToObj(letter -> letter == '\\' ? "-" : Character.toString(letter))
                .collect(Collectors.joining());
    }

    private static String key(ConsumerRecord<byte[], byte[]> found) {
        return new String(found.key(), UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader("bloomline.error." + name);
        return new String(header.value(), UTF_8);
    }
}
