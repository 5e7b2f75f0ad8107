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
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic in which nothing is a document: the job says so and ends, instead of copying it all to the dead letters. */
class DeadShareIT {

    private static final int RECORDS = 20_000;

    @Test
    void endsAJobWhoseDocumentsAreAllRejectedUnlessThatIsAllowed(@TempDir Path folder) throws IOException {
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")))) {
            Topics topics = new Topics(broker.bootstrapServers());
            broker.createTopics(List.of("documents", "results", "dead"), 2);
            topics.write(IntStream.range(0, RECORDS)
                    .mapToObj(DeadShareIT::noDocument)
                    .toList());
            Path job = JobYaml.backfill(
                    folder, "wrong-topic", broker.bootstrapServers(), "{translate: {to: [fr]}}", "bloom-nano");

            Bloomline.Finished ended = InThisJvm.run("run", job.toString());

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err())
                    .contains("1,000 of the last 1,000 documents became dead letters")
                    .contains("of code malformed-json; sink.max-dead-share allows 0.5")
                    .doesNotContain("\tat ");
            assertThat(topics.readCommitted("dead")).hasSizeLessThan(RECORDS);

            Path allowed = folder.resolve("allowed.yaml");
            Files.writeString(
                    allowed,
                    Files.readString(job).replace("dead-letters: dead", "dead-letters: dead, max-dead-share: 1"));
            int before = topics.readCommitted("dead").size();
            Bloomline.Finished done = InThisJvm.run("run", allowed.toString());
            assertThat(done.exitCode()).as(done.err()).isZero();
            assertThat(topics.readCommitted("dead")).hasSize(before + RECORDS);
        }
    }

    private static ProducerRecord<byte[], byte[]> noDocument(int i) {
        return new ProducerRecord<>("documents", ("k" + i).getBytes(UTF_8), ("no json " + i).getBytes(UTF_8));
    }
}
