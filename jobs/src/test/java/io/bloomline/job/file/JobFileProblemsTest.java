package io.bloomline.job.file;

import static io.bloomline.job.file.JobFileTexts.MINIMAL;
import static io.bloomline.job.file.JobFileTexts.problems;
import static io.bloomline.job.file.JobFileTexts.with;
import static io.bloomline.job.file.JobFileTexts.withTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFileProblemsTest {

    @Test
    void refusesWhatIsNoPropertyOfOpenTelemetry() {
        assertThat(problems(MINIMAL + "tracing: {endpoint: 'http://collector:4318'}"))
                .containsExactly(
                        "job.yaml:14:11 tracing.endpoint: is no OpenTelemetry property: those begin with otel.");
    }

    @Test
    void allProblemsAreReportedAtOnceInTheOrderOfTheFile() {
        assertThat(
                        problems(
                                """
                                job: a job
                                kafka: {}
                                sourc: {}
                                source:
                                  topics: []
                                  format: jsno
                                task: {embed: {}, translate: {to: [xx-]}}
                                model:
                                  endpoint: somewhere
                                batching: {max-items: 0, max-delay: 20, maxTokens: many}
                                sink:
                                  topic: out
                                  dead-letters: out
                                  dead-letters: dead
                                  retries: 3
                                """))
                .containsExactly(
                        "job.yaml:1:1 job: 'a job' is not a name of letters, digits, '.', '_' and '-'",
                        "job.yaml:2:1 kafka.bootstrap.servers: is missing; it takes HOST:PORT of a broker or several",
                        "job.yaml:3:1 sourc: is unknown; did you mean source?",
                        "job.yaml:5:3 source.topics: is empty; it must be a list of topics, such as [documents]",
                        "job.yaml:6:3 source.format: 'jsno' is not one of json, avro, text; did you mean json?",
                        "job.yaml:7:19 task.translate: is a second task; a job has one, so make two jobs",
                        "job.yaml:7:36 task.translate.to: 'xx-' is not a BCP 47 language code such as fr, sw or zh-Hans",
                        "job.yaml:8:1 model.name: is missing; it takes a name of letters, digits, '.', '_' and '-'",
                        "job.yaml:9:3 model.endpoint: 'somewhere' is no endpoint; write local:FOLDER with the model"
                                + " repository's folder, or grpc://HOST:PORT of a server",
                        "job.yaml:10:12 batching.max-items: '0' is not a whole number from 1 to 65536",
                        "job.yaml:10:26 batching.max-delay: '20' is not a duration such as 20ms, 5s, 2min or PT1M30S",
                        "job.yaml:10:41 batching.maxTokens: is unknown; did you mean max-tokens?",
                        "job.yaml:13:3 sink.dead-letters: 'out' is sink.topic too; they must differ",
                        "job.yaml:14:3 sink.dead-letters: stands there twice",
                        "job.yaml:15:3 sink.retries: is unknown; known here: topic, format, dead-letters, max-dead-share,"
                                + " delivery");
    }

    @Test
    void missingSectionsAreNamedWithWhatTheyNeed() {
        assertThat(problems("job: test"))
                .containsExactlyInAnyOrder(
                        "job.yaml:1:1 kafka: is missing; it takes any Kafka client property",
                        "job.yaml:1:1 source: is missing; it needs the keys topics",
                        "job.yaml:1:1 task: is missing; it has the keys embed, translate, generate",
                        "job.yaml:1:1 model: is missing; it needs the keys name, endpoint",
                        "job.yaml:1:1 sink: is missing; it needs the keys topic, dead-letters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "# nothing\n"})
    void anEmptyFileIsRefused(String yaml) {
        assertThat(problems(yaml)).singleElement().asString().startsWith("job.yaml is empty");
    }

    @Test
    void whatIsNotYamlIsRefusedWithItsPlace() {
        assertThat(problems("job: test\nkafka: [a\nsource: {}"))
                .singleElement()
                .asString()
                .startsWith("job.yaml:3:7 this is not YAML: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- job", "just a text"})
    void whatIsNoMappingIsRefused(String yaml) {
        assertThat(problems(yaml))
                .contains(
                        "job.yaml:1:1 must be a mapping with the keys job, kafka, source, task, model, limits, language,"
                                + " quality, governance, registry, batching, sink, flink, tracing");
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
        var file = folder.resolve("absent.yaml");

        assertThatThrownBy(() -> new JobFileReader().read(file))
                .isInstanceOf(JobFileException.class)
                .hasMessage(file + " can't be read: there is no such file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topics: documents | source.topics: must be a list of topics, such as [documents]",
                "topics: [a, a] | source.topics: names a twice",
                "topics: [a b] | source.topics: 'a b' is not a topic: letters, digits, '.', '_' and '-'",
                "topics: [] | source.topics: is empty; it must be a list of topics, such as [documents]",
                "topics: [null] | source.topics: has no value",
                "topics: [[a]] | source.topics: must be a single value, not a list or a mapping",
            })
    void topicsAreAListOfTopicNames(String written, String problem) {
        assertThat(problems(with("topics: [documents]", written)))
                .singleElement()
                .asString()
                .endsWith(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "embed: {max-tokens: -1} | task.embed.max-tokens: '-1' is not a whole number from 0 to 2147483647",
                "embed: {max-tokens: 1.5} | task.embed.max-tokens: '1.5' is not a whole number from 0 to 2147483647",
                "embed: [a] | task.embed: must be a mapping with the keys max-tokens, overlap, chunks",
                "embed: {max-tokens: 9, overlap: 5} | task.embed.overlap: is 5, more than half of the 9 tokens of a chunk"
                        + " (task.embed.max-tokens)",
                "embed: {chunks: pool} | task.embed.chunks: 'pool' is not one of separate, pooled; did you mean pooled?",
                "generate: {prompt: 'a {text}', long: map-reduce} | task.generate.combine-prompt: is missing; map-reduce"
                        + " asks it about the answers to a document's parts",
                "generate: {prompt: 'a {text}', combine-prompt: 'b {text}'} | task.generate.combine-prompt: is never asked"
                        + " unless task.generate.long is map-reduce",
                "translate: {} | task.translate.to: is missing; it takes a list of BCP 47 language codes",
                "translate: {to: [fr, fr]} | task.translate.to: names fr twice",
                "translate: {to: [fr], max-tokens: 0} |"
                        + " task.translate.max-tokens: '0' is not a whole number from 1 to 2147483647",
                "generate: {} | task.generate.prompt: is missing; it takes a prompt's name, or a text with {text} in it",
                "generate: {prompt: 'Say'} | task.generate.prompt: there is no prompt of this name for generate;"
                        + " there are summary, summary-of-parts; a text of your own has {text} in it",
                "generate: {prompt: 'Say it'} | task.generate.prompt: 'Say it' has no {text} and is no name; write {text}"
                        + " where the document's text belongs, such as 'Summarize: {text}'",
                "generate: {prompt: summary-of-parts, prompt-language: sw} | task.generate.prompt: prompt"
                        + " 'summary-of-parts' is not in 'sw'; it is in en, es, fr, pt; a text of your own has {text} in it",
                "generate: {prompt: summary, prompt-language: target} | task.generate.prompt: prompt 'summary' is not in"
                        + " 'target'; it is in ar, bn, en, es, fr, hi, id, pt, sw, ur, vi, zh-Hans, zh-Hant; a text of your"
                        + " own has {text} in it",
                "translate: {to: [fr], prompts: no/folder} | task.translate.prompts: no/folder: can't be read as a folder"
                        + " of prompts",
                "generate: {prompt: '{text}', temperature: 11} |"
                        + " task.generate.temperature: '11' is not a number from 0 to 10",
                "generate: {prompt: '{text}', temperature: .nan} |"
                        + " task.generate.temperature: '.nan' is not a number from 0 to 10",
                "generate: {prompt: '{text}', top-p: 0} |"
                        + " task.generate.top-p: '0' is not a number above 0, at most 1",
                "generate: {prompt: '{text}', top-k: -1} |"
                        + " task.generate.top-k: '-1' is not a whole number from 0 to 2147483647",
                "summarize: {} | task.summarize: is unknown; known here: embed, translate, generate",
                "{} | task: must be one of embed, translate, generate",
            })
    void tasksAreChecked(String task, String problem) {
        assertThat(problems(withTask(task))).anySatisfy(line -> assertThat(line).endsWith(problem));
    }

    @ParameterizedTest
    @CsvSource({
        "max-items,0",
        "max-items,65537",
        "max-tokens,0",
        "max-delay,61s",
        "max-delay,-1s",
        "max-in-flight,0",
        "max-in-flight,1025",
        "max-pending,0",
        "max-pending,1000001",
        "max-pending,many"
    })
    void batchingHasRanges(String key, String outside) {
        assertThat(problems(MINIMAL + "batching: {" + key + ": " + outside + "}"))
                .singleElement()
                .asString()
                .startsWith("job.yaml:14:12 batching." + key + ": '" + outside + "' is not a ");
    }

    @Test
    void aStartIsAWordOrATime() {
        assertThat(problems(with("topics: [documents]", "topics: [documents]\n  start: latst")))
                .containsExactly("job.yaml:6:3 source.start: 'latst' is not one of earliest, latest, committed, nor a"
                        + " time such as 2026-11-01T00:00:00Z; did you mean latest?");
    }

    @Test
    void topicsMustNotMakeALoop() {
        assertThat(problems(MINIMAL.replace("embeddings", "documents").replace("dead\n", "documents\n")))
                .containsExactly(
                        "job.yaml:12:3 sink.topic: 'documents' is read by source.topics too; that is a loop",
                        "job.yaml:13:3 sink.dead-letters: 'documents' is read by source.topics too; that is a loop",
                        "job.yaml:13:3 sink.dead-letters: 'documents' is sink.topic too; they must differ");
    }

    @Test
    void keysThatBloomlineSetsItselfAreRefused() {
        assertThat(problems(with("localhost:9092", "localhost:9092\n  auto.offset.reset: latest")))
                .containsExactly("job.yaml:4:3 kafka.auto.offset.reset: can't be set here: source.start says where to"
                        + " start");
    }

    @Test
    void foreignSettingsAreSingleValues() {
        assertThat(problems(MINIMAL + "flink: {a: {b: 1}, c: , d: 1, d: 2}"))
                .containsExactly(
                        "job.yaml:14:9 flink.a: must be a single value, not a list or a mapping",
                        "job.yaml:14:20 flink.c: has no value",
                        "job.yaml:14:31 flink.d: stands there twice");
    }

    @Test
    void aTransactionOutlivesACheckpointInterval() {
        assertThat(problems(MINIMAL + "flink: {execution.checkpointing.interval: 20 min}"))
                .containsExactly("job.yaml:14:9 flink.execution.checkpointing.interval: is 20min, but transactions end"
                        + " after 14min (kafka.transaction.timeout.ms); make the interval much shorter");
        assertThat(problems(MINIMAL.replace("  dead-letters: dead", "  dead-letters: dead\n  delivery: at-least-once")
                        + "flink: {execution.checkpointing.interval: 20 min}"))
                .isEmpty();
    }

    @Test
    void aTransactionOutlivesASlowCheckpoint() {
        assertThat(problems(MINIMAL + "flink: {execution.checkpointing.timeout: 14 min}"))
                .containsExactly("job.yaml:14:9 flink.execution.checkpointing.timeout: is 14min and checkpoints begin"
                        + " every 10s, together no less than the 14min after which transactions end"
                        + " (kafka.transaction.timeout.ms); a slow checkpoint would lose results, so make it shorter");
        assertThat(problems(MINIMAL + "flink: {execution.checkpointing.timeout: 13 min}"))
                .isEmpty();
    }

    @Test
    void anAnswerThatIsLongerThanAllAnswersMayBeIsAProblem() {
        assertThat(problems(
                        withTask("generate: {prompt: '{text}', max-tokens: 11}") + "limits: {max-output-tokens: 10}"))
                .containsExactly("job.yaml:7:32 task.generate.max-tokens: is 11, more than the 10 tokens that may be"
                        + " written for a document (limits.max-output-tokens)");
    }

    @Test
    void timesThatCannotBeReadAreNamed() {
        assertThat(problems(with("localhost:9092", "localhost:9092\n  transaction.timeout.ms: soon")))
                .containsExactly("job.yaml:4:3 kafka.transaction.timeout.ms: is not a whole number of milliseconds");
        assertThat(problems(MINIMAL + "flink: {execution.checkpointing.interval: often}"))
                .containsExactly(
                        "job.yaml:14:9 flink.execution.checkpointing.interval: is not a duration such as 10 s");
        assertThat(problems(MINIMAL + "flink: {execution.checkpointing.timeout: never}"))
                .containsExactly("job.yaml:14:9 flink.execution.checkpointing.timeout: is not a duration such as 10 s");
    }

    @Test
    void missingVariablesAndFilesAreNamed() {
        assertThat(problems(with("local:models", "'local:${env:REPOSITORY}${file:/no/such/file}'")))
                .containsExactly("job.yaml:10:3 model.endpoint: the environment variable REPOSITORY is not set");
        assertThat(problems(with("local:models", "local:${file:/no/such/file}")))
                .containsExactly("job.yaml:10:3 model.endpoint: the file /no/such/file can't be read");
        assertThat(problems(with("local:models", "local:${var:X}")))
                .containsExactly("job.yaml:10:3 model.endpoint: ${var:X} is neither ${env:NAME} nor ${file:PATH}; write"
                        + " $${ where ${ itself is meant");
    }

    @Test
    void aWrongValueFromTheEnvironmentIsNotPrinted() {
        var yaml = MINIMAL + "batching: {max-items: '${env:SECRET}'}";

        assertThatThrownBy(() -> new JobFileReader(name -> "s3cret").parse("job.yaml", yaml))
                .hasMessage("job.yaml:14:12 batching.max-items: '${env:SECRET}' is not a whole number from 1 to 65536");
    }
}
