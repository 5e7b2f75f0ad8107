package io.bloomline.job.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a job file holds, its reader gives a job, or says what is wrong; it never falls over. */
class JobFileFuzzTest {

    private static final String WHOLE =
            """
            job: everything
            kafka: {bootstrap.servers: 'kafka:9093', transaction.timeout.ms: 60000}
            source: {topics: [a, b], format: text, start: 2026-11-01T02:00:00+02:00, stop: at-end}
            task:
              generate: {prompt: 'Say {text} ${env:X}', max-tokens: 7, temperature: 0.5, top-k: 3, top-p: 0.9, seed: -4}
            model: {name: m, endpoint: 'grpc://gpu-1:8001', timeout: 3s, headers: {a: b}, tensors: {input: in}}
            limits: {max-bytes: 1MiB, max-depth: 7, max-tokens: 8, max-segments: 9, max-output-tokens: 10}
            language: {detect: on, min-confidence: 0.9, unsupported: tag, unknown: dead-letter}
            batching: {max-items: 2, max-tokens: 99, max-delay: 1s, max-in-flight: 3, max-pending: 5}
            sink: {topic: c, format: avro, dead-letters: d, max-dead-share: 0.1, delivery: exactly-once}
            flink: {parallelism.default: 4, execution.checkpointing.interval: 10 s}
            """;

    private record Damage(int kind, double at, int stretch, String block) {

        String to(String text) {
            int from = (int) (at * text.length());
            int to = Math.min(text.length(), from + stretch);
            return switch (kind) {
                case 0 -> text.substring(0, from) + text.substring(to);
                case 1 -> text.substring(0, to) + text.substring(from);
                case 2 -> text.substring(0, from) + block + text.substring(from);
                default -> text.substring(0, from) + block + text.substring(to);
            };
        }
    }

    @Property(tries = 4000)
    void aDamagedFileIsReadOrRefusedWithWords(@ForAll("damages") List<Damage> damages) {
        String yaml = WHOLE;
        for (Damage damage : damages) {
            yaml = damage.to(yaml);
        }
        readOrRefused(yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&a [*a]",
                "job: &a [*a]",
                "kafka: &a {b: *a}",
                "source: &a {source: *a}",
                "? &a [*a]\n: b",
                "? {a: b}\n: c",
                "--- a\n--- b",
                "!!java.lang.Runtime {}",
                "job: !<tag:yaml.org,2002:null> {}",
                "\u0000",
                "\uFEFFjob: a",
                "job: \uD83C",
                "%YAML 9.9\n---\njob: a",
                "task: {generate: {prompt: '${env:${env:X}} ${file:/dev/null} ${'}}"
            })
    void whatIsNoJobFileIsRefusedWithWords(String yaml) {
        assertThat(readOrRefused(yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void whatIsNestedWithoutAnEndIsRefusedWithWords(String opening) {
        assertThat(readOrRefused("job: a\nkafka: " + opening.repeat(100_000))).isNotEmpty();
    }

    @Test
    void aBillionLaughsAreRefusedWithWords() {
        String laughs = IntStream.range(0, 30)
                .mapToObj(i -> "a%d: &a%d [%s]\n"
                        .formatted(i, i, i == 0 ? "ha" : ("*a" + (i - 1) + ",").repeat(9) + "*a" + (i - 1)))
                .collect(Collectors.joining());

        assertThat(readOrRefused(laughs)).isNotEmpty();
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(
                                "{",
                                "}",
                                "[",
                                "]",
                                ":",
                                ": ",
                                ",",
                                "\n",
                                "\n  ",
                                "\t",
                                "'",
                                "\"",
                                "#",
                                "&a ",
                                "*a",
                                "!",
                                "!!int ",
                                "|",
                                ">",
                                "%",
                                "@",
                                "- ",
                                "? ",
                                "null",
                                "~",
                                "-1",
                                "99999999999999999999",
                                "1e999",
                                "NaN",
                                "${env:",
                                "${file:/}",
                                "${",
                                "\uFEFF",
                                "\u0000",
                                "\uD83C",
                                "🌸",
                                "<<: "))
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** The lines that it is refused with; none for a job. */
    private static List<String> readOrRefused(String yaml) {
        try {
            new JobFileReader(name -> name.equals("X") ? "x" : null).parse("job.yaml", yaml);
            return List.of();
        } catch (JobFileException refused) {
            assertThat(refused.lines()).isNotEmpty().allMatch(line -> line.startsWith("job.yaml"));
            return refused.lines();
        }
    }
}
