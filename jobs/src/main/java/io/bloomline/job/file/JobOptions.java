package io.bloomline.job.file;

import static io.bloomline.job.file.Option.optional;
import static io.bloomline.job.file.Option.required;
import static io.bloomline.job.file.Option.unset;

import io.bloomline.batching.BatchLimits;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.RecordFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every key of the job file, in the order of the reference. */
final class JobOptions {

    static final Option<String> JOB = required(
            "job",
            SingleTypes.NAMED,
            "Names the job. The consumer group and the transactional ids start with it, so two jobs must not share a"
                    + " name, and a renamed job starts anew.");

    static final Option<ForeignSettings> KAFKA = required(
            "kafka",
            CompoundTypes.foreign(
                    "any Kafka client property",
                    Map.of(
                            "auto.offset.reset", "source.start says where to start",
                            "enable.auto.commit", "offsets are committed with each checkpoint",
                            "isolation.level", "only committed records are read",
                            "key.deserializer", "documents are read as source.format says",
                            "value.deserializer", "documents are read as source.format says",
                            "key.serializer", "results are written as sink.format says",
                            "value.serializer", "results are written as sink.format says",
                            "transactional.id", "it is made from the job's name")),
            "Settings of all Kafka clients of the job; `bootstrap.servers` is required. Logins, certificates and the rights"
                    + " that a job needs: deploy/kafka. Unless set, `group.id` is the job's"
                    + " name, `transaction.timeout.ms` 14 minutes, `max.request.size` 32 MiB, `batch.size` 256 KiB,"
                    + " `linger.ms` 50 with `sink.delivery: exactly-once` and 0 with `at-least-once`, `compression.type` lz4, and"
                    + " `metadata.recovery.strategy` none: after a move of all brokers to new addresses the job finds them"
                    + " when Flink restarts it. Partitions that are added to a topic are found within 5 minutes"
                    + " (`partition.discovery.interval.ms`), and read from their first record."
                    + " A result that its topic (`max.message.bytes`) or `max.request.size` doesn't take becomes a dead"
                    + " letter, and a dead letter that isn't taken goes without its value; so neither should be below"
                    + " what the source takes.");

    static final Option<List<String>> SOURCE_TOPICS =
            required("source.topics", CompoundTypes.TOPICS, "Topics to read documents from.");

    static final Option<DocumentFormat> SOURCE_FORMAT = optional(
            "source.format",
            SingleTypes.word(DocumentFormat.class),
            "json",
            "How documents are written. With `text` the whole value is the text and the Kafka key its id; with `avro` it begins"
                    + " with the fingerprint of its schema, or with its number in the `registry`.");

    static final Option<Start> SOURCE_START = optional(
            "source.start",
            SingleTypes.START,
            "earliest",
            "Where to start without a savepoint: at the oldest record, after the newest, where the consumer group"
                    + " stopped (the oldest where it has never been), or at a time. The group's place is behind documents that"
                    + " were under way when a job was killed; only a savepoint or checkpoint keeps those.");

    static final Option<SourceSettings.Stop> SOURCE_STOP = optional(
            "source.stop",
            SingleTypes.word(SourceSettings.Stop.class),
            "never",
            "`at-end` ends the job at the offsets found at its start: a backfill. A job that goes on from a savepoint keeps"
                    + " what it was started with.");

    static final Option<String> MODEL_NAME =
            required("model.name", SingleTypes.NAMED, "Name of the model in its model repository.");

    static final Option<EndpointText> MODEL_ENDPOINT = required(
            "model.endpoint",
            SingleTypes.ENDPOINT,
            "Where the model is served. `local:FOLDER` runs it in the job's own processes, from a model repository"
                    + " folder that each of them can read. `grpc://gpu-1:8001,gpu-2:8001` asks Triton servers at their gRPC"
                    + " port, each batch the one with least to do; `grpcs://` with TLS. The keys of `model` that follow"
                    + " are for servers.");

    static final Option<Long> BATCHING_MAX_ITEMS = optional(
            "batching.max-items",
            SingleTypes.wholeNumber(1, 65_536),
            "64",
            "Most requests of a batch; the model's own `max_batch_size` holds as well.");

    static final Option<Long> BATCHING_MAX_TOKENS = optional(
            "batching.max-tokens",
            SingleTypes.wholeNumber(1, Integer.MAX_VALUE),
            "16384",
            "Most tokens of a batch once padded (requests times the longest), to be written ones included. Bounds the"
                    + " model's memory; a longer request travels alone.");

    static final Option<Duration> BATCHING_MAX_DELAY = optional(
            "batching.max-delay",
            SingleTypes.duration(Duration.ZERO, Duration.ofMinutes(1)),
            "20ms",
            "Longest time that a request waits for others while the model is free. Costs that much latency at low load,"
                    + " and nothing at high load.");

    static final Option<Long> BATCHING_MAX_IN_FLIGHT = unset(
            "batching.max-in-flight",
            SingleTypes.wholeNumber(1, 1_024),
            "`2` with `local:`, `256` with servers",
            "Most batches at the model at once, per process. A local model computes so many at once on the cores it"
                    + " shares. At servers the number that keeps all of their instances busy is found, and this is what"
                    + " it never grows beyond; models that batch single requests themselves (vLLM, TensorRT-LLM) get so"
                    + " many of them.");

    static final Option<Long> BATCHING_MAX_TOKENS_IN_FLIGHT = optional(
            "batching.max-tokens-in-flight",
            SingleTypes.wholeNumber(1, Integer.MAX_VALUE),
            Integer.toString(BatchLimits.DEFAULT_MAX_TOKENS_IN_FLIGHT),
            "For models that batch single requests themselves: once so many tokens are under way, to be written ones"
                    + " included, no further request goes. What their memory for requests holds (vLLM says it at its"
                    + " start) is a good value.");

    static final Option<Long> BATCHING_MAX_PENDING = optional(
            "batching.max-pending",
            SingleTypes.wholeNumber(1, 1_000_000),
            "1024",
            "Most documents under way per subtask: the pool that batches are cut from. More make fuller batches, and"
                    + " larger checkpoints and more work again after a crash.");

    static final Option<String> SINK_TOPIC =
            required("sink.topic", SingleTypes.TOPIC_NAME, "Topic to write results to.");

    static final Option<RecordFormat> SINK_FORMAT = optional(
            "sink.format",
            SingleTypes.word(RecordFormat.class),
            "json",
            "How results are written; see `source.format`.");

    static final Option<String> SINK_DEAD_LETTERS = required(
            "sink.dead-letters",
            SingleTypes.TOPIC_NAME,
            "Topic for documents that can't be answered, as they were, with the reason in their headers.");

    static final Option<Double> SINK_MAX_DEAD_SHARE = optional(
            "sink.max-dead-share",
            SingleTypes.number("a number from 0 to 1", 0, true, 1),
            "0.5",
            "Most dead letters among the last 1,000 documents of a process, as a part of 1. With more of them the job ends"
                    + " and says so, before a wrong model or format rejects everything; 1 lets it go on whatever comes."
                    + " Fewer than 1,000 documents never end a job.");

    static final Option<SinkSettings.Delivery> SINK_DELIVERY = optional(
            "sink.delivery",
            SingleTypes.word(SinkSettings.Delivery.class),
            "exactly-once",
            "`exactly-once` shows results to readers of committed records at each checkpoint; `at-least-once` shows them"
                    + " at once, and some twice after a failure or a stop.");

    static final Option<ForeignSettings> FLINK = optional(
            "flink",
            CompoundTypes.foreign(
                    "any Flink configuration key", Map.of("pipeline.generic-types", "Bloomline's types never need it")),
            "{}",
            "Flink's configuration, such as `parallelism.default`. `execution.checkpointing.interval` is 10 s unless"
                    + " set, and `execution.checkpointing.timeout` so short that transactions outlive both, at most 10"
                    + " minutes. A job that fails is restarted after a pause that grows from 1 s to 1 min; when it has failed"
                    + " 21 times without 10 minutes of running in between, which takes a quarter of an hour or more, it"
                    + " ends (`restart-strategy.exponential-delay`).");

    static final Option<ForeignSettings> TRACING = optional(
            "tracing",
            CompoundTypes.foreign("any OpenTelemetry property", key -> {
                if (!key.startsWith("otel.")) {
                    throw new IllegalArgumentException("is no OpenTelemetry property: those begin with otel.");
                }
                return key;
            }),
            "{}",
            "With any key documents are traced by OpenTelemetry, such as"
                    + " `{otel.exporter.otlp.endpoint: 'http://collector:4318'}`, from the `traceparent` of their Kafka"
                    + " record through to the model server and into the headers of their results. `otel.traces.sampler`"
                    + " says which. Over streams each traced request has one to itself.");

    static final List<Option<?>> ALL = Stream.of(
                    List.of(JOB, KAFKA, SOURCE_TOPICS, SOURCE_FORMAT, SOURCE_START, SOURCE_STOP),
                    TaskOptions.ALL,
                    List.of(MODEL_NAME, MODEL_ENDPOINT),
                    ServerOptions.ALL,
                    LimitOptions.ALL,
                    LanguageOptions.ALL,
                    QualityOptions.ALL,
                    GovernanceOptions.ALL,
                    RegistryOptions.ALL,
                    List.of(
                            BATCHING_MAX_ITEMS,
                            BATCHING_MAX_TOKENS,
                            BATCHING_MAX_DELAY,
                            BATCHING_MAX_IN_FLIGHT,
                            BATCHING_MAX_TOKENS_IN_FLIGHT,
                            BATCHING_MAX_PENDING,
                            SINK_TOPIC,
                            SINK_FORMAT,
                            SINK_DEAD_LETTERS,
                            SINK_MAX_DEAD_SHARE,
                            SINK_DELIVERY,
                            FLINK,
                            TRACING))
            .flatMap(List::stream)
            .toList();

    private JobOptions() {}
}
