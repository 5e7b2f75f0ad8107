package io.bloomline.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each alert fires when it must and not before, and says where to read on. */
@WithPrometheus
class AlertRulesTest {

    private static final Path RULES = Prometheus.DEPLOYED.resolve("rules/bloomline.yml");
    private static final Path TESTS = Prometheus.DEPLOYED.resolve("rules/tests/bloomline.yml");

    @Test
    void behaveAsTheirTestsSay() throws Exception {
        assertThat(promtool("test", "rules", TESTS.toString())).contains("SUCCESS");
    }

    @Test
    void areReadByTheConfigurationThatIsDeployed() throws Exception {
        assertThat(promtool(
                        "check",
                        "config",
                        Prometheus.DEPLOYED.resolve("prometheus.yml").toString()))
                .contains("SUCCESS: 1 rule files found");
    }

    @Test
    void areEachTestedWhereTheyFireAndWhereTheyDoNot() throws IOException {
        String tests = Files.readString(TESTS);

        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> assertThat(tests)
                .contains("{alertname: " + alert + ", eval_time: 2h, exp_alerts: []}")
                .containsPattern("- alertname: " + alert + "\n +eval_time: \\w+\n +exp_alerts:\n +- exp_labels:"));
    }

    @Test
    void haveEachAnEntryInTheRunBookAndNoOtherHas() throws IOException {
        String runBook = Files.readString(Prometheus.DEPLOYED.resolve("RUNBOOK.md"));

        assertThat(found("(?m)^## (\\w+)$", runBook)).containsExactlyElementsOf(alerts());
        assertThat(found("RUNBOOK.md#(\\w+)", Files.readString(RULES)))
                .containsExactlyElementsOf(alerts().stream()
                        .map(alert -> alert.toLowerCase(Locale.ROOT))
                        .toList());
        for (String entry : runBook.split("(?m)^## ", -1)) {
            if (entry.startsWith("Bloomline")) {
                assertThat(entry).contains("**It means**", "**Look at**", "**Do**");
            }
        }
    }

    private static List<String> alerts() throws IOException {
        return found("- alert: (\\w+)", Files.readString(RULES));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
