package io.bloomline.job.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import org.junit.jupiter.api.Test;

class KafkaEndsTest {

    @Test
    void leavesItToTheBrokerHowLargeARecordMayBe() throws JobFileException {
        assertThat(KafkaEnds.producerProperties(job("")))
                .containsEntry("max.request.size", "33554432")
                .containsEntry("compression.type", "lz4")
                .containsEntry("transaction.timeout.ms", "840000");
    }

    @Test
    void theJobFileHasTheLastWord() throws JobFileException {
        assertThat(KafkaEnds.producerProperties(
                        job(", max.request.size: 2000000, compression.type: none, transaction.timeout.ms: 60000,"
                                + " metadata.recovery.strategy: rebootstrap")))
                .containsEntry("metadata.recovery.strategy", "rebootstrap")
                .containsEntry("max.request.size", "2000000")
                .containsEntry("compression.type", "none")
                .containsEntry("transaction.timeout.ms", "60000");
    }

    @Test
    void noJobsTransactionsBeginLikeThoseOfAnother() throws JobFileException {
        String prefix = KafkaEnds.transactionalIdPrefix(job(""));
        String longer = KafkaEnds.transactionalIdPrefix(job("test-2", "", ""));
        assertThat(longer + "-0-1").doesNotStartWith(prefix);
    }

    @Test
    void fillsBatchesWhileNobodyCouldSeeTheirRecords() throws JobFileException {
        assertThat(KafkaEnds.producerProperties(job("")))
                .containsEntry("batch.size", "262144")
                .containsEntry("linger.ms", "50");
    }

    @Test
    void keepsNobodyWaitingForTheSakeOfABatch() throws JobFileException {
        assertThat(KafkaEnds.producerProperties(job("", ", delivery: at-least-once")))
                .containsEntry("linger.ms", "0");
    }

    private static JobFile job(String kafka) throws JobFileException {
        return job(kafka, "");
    }

    private static JobFile job(String kafka, String sink) throws JobFileException {
        return job("test", kafka, sink);
    }

    private static JobFile job(String name, String kafka, String sink) throws JobFileException {
        return new JobFileReader()
                .parse(
                        "job.yaml",
                        """
                        job: %s
                        kafka: {bootstrap.servers: 'localhost:9092'%s}
                        source: {topics: [in]}
                        task: {embed: {}}
                        model: {name: m, endpoint: local:models}
                        sink: {topic: out, dead-letters: dead%s}
                        """
                                .formatted(name, kafka, sink));
    }
}
