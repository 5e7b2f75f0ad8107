package io.bloomline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.JobYaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who types something: exit codes, and errors without stack traces. */
class CommandLineIT {

    @Test
    void demoTakesDocumentsAllTheWaySaysSoAndLeavesNothingButItsLog() {
        // Among the first runs of a build, as tests go in the order of their names, and one of all: job, broker and
        // model.
        Bloomline.Finished demo = Bloomline.runAndArchiveClasses(List.of("demo"));
        assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out() + demo.err()).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(demo.files()).singleElement().asString().matches(".*/(\\d+)/bloomline-\\1[.]log");
    }

    @Test
    void aDemoThatWasKeptEndsAtCtrlCAndTakesAllItsFilesAlong() {
        try (Bloomline.Running demo = Bloomline.start(List.of("demo", "--keep"), Map.of())) {
            await().atMost(Duration.ofMinutes(3)).until(() -> demo.written().contains("STILL UP") || !demo.isAlive());
            demo.signal("INT");
            Bloomline.Finished ended = demo.finish();
            assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(130);
            assertThat(ended.out() + ended.err()).doesNotContain("Exception").doesNotContain("\tat ");
            assertThat(ended.files()).singleElement().asString().endsWith(".log");
        }
    }

    @Test
    void checkNamesABrokerThatCanNotBeReached(@TempDir Path folder) {
        Path job = JobYaml.backfill(folder, "nobody-there", "127.0.0.1:1", "{embed: {}}", "bloom-nano-embedding");
        Bloomline.Finished check = Bloomline.run(List.of("check", job.toString()));
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out() + check.err()).contains("127.0.0.1:1").doesNotContain("\tat ");
    }

    @Test
    void wrongUsageIsExitCodeTwo() {
        assertThat(Bloomline.run(List.of("rum")).exitCode()).isEqualTo(2);
    }
}
