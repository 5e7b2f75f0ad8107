package io.bloomline.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void countsAndSecondsAreInOneLine() {
        assertThat(Summary.of(Map.of("documents-in", 1200L, "results", 2397L, "dead-letters", 3L), 12_345))
                .isEqualTo("1,200 documents in, 2,397 results, 3 dead letters, 12.3 s");
    }

    @Test
    void whatWasNotCountedIsZero() {
        assertThat(Summary.of(Map.of(), 0)).isEqualTo("0 documents in, 0 results, 0 dead letters, 0.0 s");
    }
}
