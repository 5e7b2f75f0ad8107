package io.bloomline.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.JobYaml;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who types something: exit codes, and errors without stack traces. */
class CommandLineIT {

    @Test
    void demoTakesDocumentsAllTheWayAndSaysSo() {
        Bloomline.Finished demo = Bloomline.run(List.of("demo"));
        assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out() + demo.err()).doesNotContain("Exception").doesNotContain("\tat ");
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
