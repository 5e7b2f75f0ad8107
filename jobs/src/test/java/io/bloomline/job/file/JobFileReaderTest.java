package io.bloomline.job.file;

import static io.bloomline.job.file.JobFileTexts.MINIMAL;
import static io.bloomline.job.file.JobFileTexts.read;
import static io.bloomline.job.file.JobFileTexts.with;
import static io.bloomline.job.file.JobFileTexts.withTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.BatchLimits;
import io.bloomline.document.DocumentLimits;
import io.bloomline.governance.AttributeRule;
import io.bloomline.governance.GovernancePolicy;
import io.bloomline.governance.PersonalData;
import io.bloomline.governance.RedactionPolicy;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.preparation.Task;
import io.bloomline.prompt.Prompts;
import io.bloomline.quality.Action;
import io.bloomline.quality.Flaw;
import io.bloomline.quality.QualityPolicy;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.RecordFormat;
import io.bloomline.schema.registry.RegistrySettings;
import io.bloomline.schema.registry.SubjectNaming;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JobFileReaderTest {

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(read(MINIMAL))
                .isEqualTo(new JobFile(
                        "test",
                        new ForeignSettings(Map.of("bootstrap.servers", "localhost:9092")),
                        new SourceSettings(
                                List.of("documents"),
                                DocumentFormat.JSON,
                                new Start.Earliest(),
                                SourceSettings.Stop.NEVER),
                        new Task.Embed(0),
                        new ModelSettings("bloom-nano-embedding", new ModelSettings.Endpoint.Local("models")),
                        DocumentLimits.DEFAULT,
                        LanguagePolicy.DEFAULT,
                        QualityPolicy.DEFAULT,
                        GovernanceSettings.NONE,
                        null,
                        new BatchingSettings(new BatchLimits(64, 16384, Duration.ofMillis(20), 2), 1024),
                        new SinkSettings(
                                "embeddings", RecordFormat.JSON, "dead", 0.5, SinkSettings.Delivery.EXACTLY_ONCE),
                        new ForeignSettings(Map.of()),
                        new ForeignSettings(Map.of())));
    }

    @Test
    void everyKeyIsRead() {
        var job = read(
                """
                job: everything
                kafka: {bootstrap.servers: 'kafka:9093', transaction.timeout.ms: 60000, ssl.endpoint.check: true}
                source: {topics: [a, b], format: text, start: committed, stop: at-end}
                task:
                  generate: {prompt: 'Say {text}', max-tokens: 7, temperature: 0.5, top-k: 3, top-p: 0.9, seed: -4}
                model: {name: m, endpoint: 'local:/models'}
                limits: {max-bytes: 1MiB, max-depth: 7, max-tokens: 8, max-segments: 9, max-output-tokens: 10}
                language: {detect: on, min-confidence: 0.9, unsupported: tag, unknown: dead-letter}
                quality:
                  {empty-output: dead-letter, truncated: dead-letter, copied-input: dead-letter,
                   repetition: dead-letter, length-ratio: dead-letter, wrong-language: tag}
                governance:
                  redact: {email: on, secret-key: on, ip-address: on, user-name: on, dead-letters: off}
                  consent: {attribute: consent, values: [yes, signed]}
                  purpose: {attribute: purposes, values: [search]}
                  opt-out: {topic: opt-outs}
                registry:
                  {url: 'https://registry:1', subjects: topic-record, register: false, token: t0ken,
                   tls: {authorities: ca.pem}, timeout: 2s}
                batching: {max-items: 2, max-tokens: 99, max-delay: 1s, max-in-flight: 3, max-pending: 5}
                sink: {topic: c, format: avro, dead-letters: d, max-dead-share: 0.1, delivery: at-least-once}
                flink: {parallelism.default: 4}
                tracing: {otel.traces.sampler: always_on}
                """);

        assertThat(job)
                .isEqualTo(new JobFile(
                        "everything",
                        new ForeignSettings(Map.of(
                                "bootstrap.servers", "kafka:9093",
                                "transaction.timeout.ms", "60000",
                                "ssl.endpoint.check", "true")),
                        new SourceSettings(
                                List.of("a", "b"),
                                DocumentFormat.TEXT,
                                new Start.Committed(),
                                SourceSettings.Stop.AT_END),
                        new Task.Generate("Say {text}", new GenerationParameters(7, 0.5, 3, 0.9, -4)),
                        new ModelSettings("m", new ModelSettings.Endpoint.Local("/models")),
                        new DocumentLimits(1 << 20, 7, 8, 9, 10),
                        new LanguagePolicy(
                                true, 0.9, LanguagePolicy.Treatment.TAG, LanguagePolicy.Treatment.DEAD_LETTER),
                        QualityPolicy.all(Action.DEAD_LETTER).with(Flaw.WRONG_LANGUAGE, Action.TAG),
                        new GovernanceSettings(
                                new GovernancePolicy(
                                        new RedactionPolicy(Set.of(PersonalData.values()), false),
                                        new AttributeRule("consent", Set.of("yes", "signed")),
                                        new AttributeRule("purposes", Set.of("search"))),
                                "opt-outs"),
                        new RegistrySettings(
                                URI.create("https://registry:1"),
                                "Bearer t0ken",
                                "ca.pem",
                                SubjectNaming.TOPIC_RECORD,
                                false,
                                Duration.ofSeconds(2)),
                        new BatchingSettings(new BatchLimits(2, 99, Duration.ofSeconds(1), 3), 5),
                        new SinkSettings("c", RecordFormat.AVRO, "d", 0.1, SinkSettings.Delivery.AT_LEAST_ONCE),
                        new ForeignSettings(Map.of("parallelism.default", "4")),
                        new ForeignSettings(Map.of("otel.traces.sampler", "always_on"))));
    }

    @Test
    void aCountryCodeIsNeverABoolean() {
        var job = read(withTask("translate: {to: [no, sw, zh-Hans], max-tokens: 9}"));

        assertThat(job.task()).isEqualTo(new Task.Translate(List.of("no", "sw", "zh-Hans"), 9));
    }

    @Test
    void longDocumentsAreChunkedPooledOrCombined() {
        assertThat(read(withTask("embed: {max-tokens: 100, overlap: 50, chunks: pooled}"))
                        .task())
                .isEqualTo(new Task.Embed(100, 50, Task.Embed.Chunks.POOLED));
        assertThat(read(withTask("generate: {prompt: 'a {text}', long: map-reduce, combine-prompt: 'b {text}'}"))
                        .task())
                .isEqualTo(new Task.Generate("a {text}", GenerationParameters.greedy(128), "b {text}"));
    }

    @Test
    void aPromptIsAskedInOneLanguageOrInThatOfTheDocumentOrTarget() {
        assertThat(asked("translate: {to: [fr]}", "fr", "sw")).isEqualTo("translate/en@1");
        assertThat(asked("translate: {to: [fr], prompt-language: target}", "en", "fr-CA"))
                .isEqualTo("translate/fr@1");
        assertThat(asked("translate: {to: [fr], prompt-language: document}", "pt-BR", "fr"))
                .isEqualTo("translate/pt@1");
        assertThat(asked("translate: {to: [fr], prompt: '{language}: {text}', prompt-language: target}", "en", "fr"))
                .isEqualTo("job");
        assertThat(asked("generate: {prompt: summary}", "ar", null)).isEqualTo("summary/ar@1");
        assertThat(asked("generate: {prompt: summary, prompt-language: sw}", "ar", null))
                .isEqualTo("summary/sw@1");
    }

    @Test
    void promptsOfAFolderComeBeforeOthers(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("summary"));
        Files.writeString(
                folder.resolve("summary/en.yaml"),
                """
                {task: generate, language: en, version: 7, author: Awa, licence: CC0-1.0, reviewed: false,
                 text: "Sum up: {text}"}
                """);
        String task = "generate: {prompt: summary, long: map-reduce, combine-prompt: summary-of-parts, prompts: "
                + folder + "}";
        assertThat(asked(task, "en", null)).isEqualTo("summary/en@7");
        assertThat(asked(task, "fr", null)).isEqualTo("summary/fr@1");
        assertThat(Objects.requireNonNull(((Task.Generate) read(withTask(task)).task()).combinePrompts())
                        .choose("en", null)
                        .id())
                .isEqualTo("summary-of-parts/en@1");
    }

    private static String asked(String task, String document, @Nullable String target) {
        Task read = read(withTask(task)).task();
        Prompts prompts =
                read instanceof Task.Translate translate ? translate.prompts() : ((Task.Generate) read).prompts();
        return prompts.choose(document, target).id();
    }

    @Test
    void aStartCanBeATime() {
        var job = read(with("topics: [documents]", "topics: [documents]\n  start: 2026-11-01T02:00:00+02:00"));

        assertThat(job.source().start()).isEqualTo(new Start.At(Instant.parse("2026-11-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"0ms,PT0S", "20ms,PT0.02S", "5s,PT5S", "1min,PT1M", "PT0.5S,PT0.5S", "20 ms,PT0.02S"})
    void durationsHaveUnits(String written, Duration meant) {
        assertThat(read(MINIMAL + "batching: {max-delay: " + written + "}")
                        .batching()
                        .limits()
                        .maxDelay())
                .isEqualTo(meant);
    }

    @Test
    void sectionsWithoutContentAreEmpty() {
        assertThat(read(MINIMAL.replace("embed: {}", "embed:") + "batching:\nflink:\n"))
                .isEqualTo(read(MINIMAL));
    }

    @Test
    void valuesComeFromTheEnvironment() {
        var job = read(
                MINIMAL.replace("localhost:9092", "${env:HOST}:${env:PORT}")
                        .replace("embed: {}", "embed: {max-tokens: '${env:TOKENS}'}"),
                Map.of("HOST", "kafka", "PORT", "9093", "TOKENS", "32"));

        assertThat(job.kafka().values()).containsEntry("bootstrap.servers", "kafka:9093");
        assertThat(job.task()).isEqualTo(new Task.Embed(32));
    }

    @Test
    void valuesComeFromFilesWithoutTheLastLineBreak(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        var job = read(with("localhost:9092", "localhost:9092\n  sasl.jaas.config: 'x ${file:" + secret + "}'"));

        assertThat(job.kafka().values()).containsEntry("sasl.jaas.config", "x s3cret");
    }

    @Test
    void whatIsPutInIsNotLookedAtAgain() {
        var job = read(withTask("generate: {prompt: '$${env:A} ${env:A} $5 {text}'}"), Map.of("A", "${env:B} $1 \\"));

        assertThat(job.task())
                .isEqualTo(new Task.Generate("${env:A} ${env:B} $1 \\ $5 {text}", GenerationParameters.greedy(128)));
    }

    @Test
    void secretsAreNotPrinted() {
        var job = read(
                with("localhost:9092", "localhost:9092\n  sasl.jaas.config: ${env:SECRET}"),
                Map.of("SECRET", "s3cret"));

        assertThat(job.toString()).contains("sasl.jaas.config").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesAreValid(Path example) throws IOException {
        read(Files.readString(example), Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092", "TRITON_TOKEN", "t0ken"));
    }

    static List<Path> examples() throws IOException {
        try (var files = Files.list(Path.of("examples"))) {
            var found = files.toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}
