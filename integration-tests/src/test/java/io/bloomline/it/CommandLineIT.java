package io.bloomline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.JobYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who types something: exit codes, and errors without stack traces. */
class CommandLineIT {

    @Test
    void demoTakesDocumentsAllTheWaySaysSoAndLeavesNothingButItsLog() throws IOException {
        Set<Path> before = filesOfRuns();
        Bloomline.Finished demo = Bloomline.run(List.of("demo"));
        assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out() + demo.err()).doesNotContain("Exception").doesNotContain("\tat ");
        Set<Path> left = filesOfRuns();
        left.removeAll(before);
        assertThat(left).as("files of this run").singleElement().asString().matches(".*/(\\d+)/bloomline-\\1[.]log");
    }

    @Test
    void aDemoThatWasKeptEndsAtCtrlCAndTakesAllItsFilesAlong() throws IOException {
        Set<Path> before = filesOfRuns();
        try (Bloomline.Running demo = Bloomline.start(List.of("demo", "--keep"), Map.of())) {
            await().atMost(Duration.ofMinutes(3)).until(() -> demo.written().contains("STILL UP") || !demo.isAlive());
            demo.signal("INT");
            Bloomline.Finished ended = demo.finish();
            assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(130);
            assertThat(ended.out() + ended.err()).doesNotContain("Exception").doesNotContain("\tat ");
        }
        Set<Path> left = filesOfRuns();
        left.removeAll(before);
        assertThat(left).as("files of this run").singleElement().asString().endsWith(".log");
    }

    private static Set<Path> filesOfRuns() throws IOException {
        try (Stream<Path> files = Files.walk(Files.createDirectories(Bloomline.HOME.resolve("jobs/target/run")))) {
            return files.filter(Files::isRegularFile).collect(Collectors.toSet());
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
