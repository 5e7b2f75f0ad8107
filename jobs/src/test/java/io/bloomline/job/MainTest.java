package io.bloomline.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesEveryCommandAndExitCode() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("demo", "run", "check", "0 done", "1 the job", "2 wrong usage");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "run", "check"})
    void everyCommandHasHelp(String command) {
        assertThat(execute(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: bloomline " + command);
    }

    @Test
    void versionIsPrinted() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("Bloomline ").contains("Java " + System.getProperty("java.version"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | error A command is missing: demo, run, check | Try 'bloomline --help'.",
                "run | error Missing required parameter: 'JOB.yaml' | Try 'bloomline run --help'.",
                "chek | error Unmatched argument at index 0: 'chek'; did you mean check? | Try 'bloomline --help'.",
                "check x.yaml --colour | error Unknown option: '--colour' | Try 'bloomline check --help'.",
            })
    void wrongUsageIsTwoLinesAndExitCode2(String line, String what, String whatNow) {
        assertThat(execute(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines().toList().get(0)).startsWith(what);
        assertThat(err.toString().lines().toList().get(1)).isEqualTo(whatNow);
        assertThat(err.toString().lines()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check"})
    void aJobFileThatIsNotThereIsOneLineAndExitCode1(String command) {
        assertThat(execute(command, "no/such.yaml")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("error no/such.yaml can't be read: there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check"})
    void problemsOfAJobFileAreOneLineEach(String command, @TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("job.yaml"), "job: test\nkafka: {}\ntaks: {}\n");

        assertThat(execute(command, file.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .contains("error " + file + ":3:1 taks: is unknown; did you mean task?")
                .allSatisfy(line -> assertThat(line).startsWith("error " + file + ":"));
    }

    @Test
    void onlyVerboseShowsAStackTrace() {
        execute("check", "no/such.yaml", "--verbose");
        assertThat(err.toString()).contains("\tat io.bloomline.job.");
    }

    private int execute(String... args) {
        return Main.execute(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
