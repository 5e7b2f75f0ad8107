package io.bloomline.it.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.InThisJvm;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import io.bloomline.job.local.LocalBroker;
import io.bloomline.schema.Document;
import io.bloomline.schema.DocumentFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job among producers and consumers that keep their schemas in a registry. The test writes and reads with Avro's generic
 * records and the registry's REST API, so with nothing of the job's.
 */
class SchemaRegistryIT {

    private static final Schema FIRST = schema("");
    private static final Schema SECOND =
            schema(", {\"name\": \"language\", \"type\": \"string\", \"default\": \"en\"}");

    /** A schema that somebody else writes documents with. */
    private static Schema schema(String more) {
        return new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"Article\", \"namespace\": \"org.example\", \"fields\": ["
                        + "{\"name\": \"price\", \"type\": \"int\"}, {\"name\": \"text\", \"type\": \"string\"}" + more
                        + "]}");
    }

    @Test
    void readsWhatOthersWriteAndWritesWhatOthersRead(@TempDir Path folder) throws Exception {
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")));
                ApicurioProcess registry = ApicurioProcess.start(folder)) {
            registry.demand("BACKWARD");
            broker.createTopics(List.of("documents", "results", "dead", "others"), 2);
            Topics topics = new Topics(broker.bootstrapServers());
            Map<String, byte[]> documents = documents(registry);
            topics.write(documents.entrySet().stream()
                    .map(document ->
                            new ProducerRecord<>("documents", document.getKey().getBytes(UTF_8), document.getValue()))
                    .toList());
            Path job = job(folder, broker, registry, "registered", "results", "");

            assertThat(succeeded(InThisJvm.run("check", job.toString())))
                    .contains("would take the results' schema under results-value; compatibility is BACKWARD");
            succeeded(Bloomline.run(List.of("run", job.toString())));

            List<ConsumerRecord<byte[], byte[]>> results = topics.readCommitted("results");
            List<ConsumerRecord<byte[], byte[]>> dead = topics.readCommitted("dead");
            assertThat(ExactlyOnce.violations(documents.keySet(), results, dead))
                    .isEmpty();
            assertThat(dead)
                    .extracting(letter -> new String(
                            letter.headers().lastHeader("bloomline.error.code").value(), UTF_8))
                    .containsExactlyInAnyOrder("unknown-schema", "malformed-avro");
            for (ConsumerRecord<byte[], byte[]> result : results) {
                GenericRecord read = read(result.value(), registry);
                assertThat(read.getSchema().getFullName()).isEqualTo("io.bloomline.schema.Generation");
                assertThat(read.get("id")).hasToString(new String(result.key(), UTF_8));
            }
            succeeded(InThisJvm.run("verify", job.toString()));
            assertThat(succeeded(InThisJvm.run("check", job.toString())))
                    .contains("has the results' schema under results-value as number ");

            registry.register("others-value", FIRST);
            Path other = job(folder, broker, registry, "refused", "others", "");
            assertThat(failed(InThisJvm.run("check", other.toString())))
                    .contains("subject others-value doesn't take io.bloomline.schema.Generation");
            Path silent = job(folder, broker, registry, "silent", "dead-ends", ", register: false");
            topics.create("dead-ends", 1);
            assertThat(failed(InThisJvm.run("check", silent.toString())))
                    .contains("subject dead-ends-value has no schema io.bloomline.schema.Generation");
        }
    }

    private static Map<String, byte[]> documents(ApicurioProcess registry) throws IOException {
        int first = registry.register("documents-value", FIRST);
        int second = registry.register("documents-value", SECOND);
        Map<String, byte[]> documents = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            documents.put("first-" + i, article(FIRST, first));
            documents.put("second-" + i, article(SECOND, second));
        }
        documents.put(
                "own",
                DocumentFormat.AVRO
                        .writer()
                        .write(Document.newBuilder().setText("February").build()));
        documents.put("unknown", ByteBuffer.allocate(9).putInt(1, 4_711).array());
        documents.put("garbage", "February".getBytes(UTF_8));
        return documents;
    }

    private static byte[] article(Schema schema, int number) throws IOException {
        GenericRecord article = new GenericData.Record(schema);
        article.put("price", 3);
        article.put("text", "February");
        if (schema.getField("language") != null) {
            article.put("language", "en");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).putInt(1, number).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(article, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static GenericRecord read(byte[] value, ApicurioProcess registry) throws IOException {
        assertThat(value[0]).isZero();
        Schema writer = registry.schema(ByteBuffer.wrap(value).getInt(1));
        return new GenericDatumReader<GenericRecord>(writer)
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    }

    private static Path job(
            Path folder, LocalBroker broker, ApicurioProcess registry, String name, String topic, String more)
            throws IOException {
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                """
                job: %s
                kafka: {bootstrap.servers: %s}
                source: {topics: [documents], format: avro, stop: at-end}
                sink: {topic: %s, format: avro, dead-letters: dead}
                registry: {url: '%s'%s}
                task: {generate: {prompt: 'What kind of name is {text}? Answer:', max-tokens: 4}}
                model: {name: bloom-nano, endpoint: '%s'}
                """
                        .formatted(name, broker.bootstrapServers(), topic, registry.api(), more, JobYaml.OWN_MODELS));
    }

    private static String succeeded(Bloomline.Finished run) {
        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        return run.out();
    }

    private static String failed(Bloomline.Finished run) {
        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
        return run.err();
    }
}
