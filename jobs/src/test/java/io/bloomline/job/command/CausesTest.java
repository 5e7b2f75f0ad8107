package io.bloomline.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class CausesTest {

    @Test
    void tellsWhatIsMeantForPeople() {
        assertThat(Causes.message(new RuntimeException(
                        "wrapped",
                        new FailureException(
                                Failure.misconfigured("x", "do this"), new IllegalStateException("inner")))))
                .isEqualTo("do this");
    }

    @Test
    void tellsTheDeepestCauseOtherwise() {
        assertThat(Causes.message(
                        new ExecutionException("Job execution failed.", new IllegalStateException("it broke\nhere"))))
                .isEqualTo("it broke");
    }

    @Test
    void namesTheTopicsThatAreNotThere() {
        var absent = new UnknownTopicOrPartitionException("This server does not host this topic-partition.");
        assertThat(Causes.message(new RuntimeException(
                        "Failed to list subscribed topic partitions due to ",
                        new RuntimeException(
                                "Failed to get metadata for topics [in].", new ExecutionException(absent)))))
                .isEqualTo("Failed to get metadata for topics [in]. This server does not host this topic-partition.");
    }
}
