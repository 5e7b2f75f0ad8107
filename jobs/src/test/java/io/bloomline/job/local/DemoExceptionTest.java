package io.bloomline.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoExceptionTest {

    @Test
    void givesTheFirstCauseInWordsWithoutTheNameOfItsClass() {
        var first = new IllegalStateException("io.bloomline.failure.FailureException: No model named 'x' in a.b: c");
        var failure = new DemoException("The job embed failed", new RuntimeException("somewhere", first));

        assertThat(failure.reason()).isEqualTo("The job embed failed: No model named 'x' in a.b: c");
        assertThat(new DemoException("Not done").reason()).isEqualTo("Not done");
    }
}
