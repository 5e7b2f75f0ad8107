package io.bloomline.job.file;

import static io.bloomline.job.file.Option.optional;
import static io.bloomline.job.file.Option.unset;

import io.bloomline.inference.triton.CallSettings;
import io.bloomline.inference.triton.ConnectionSettings;
import io.bloomline.inference.triton.ConnectionSettings.Compression;
import io.bloomline.inference.triton.Padding;
import io.bloomline.inference.triton.Pooling;
import io.bloomline.inference.triton.Role;
import io.bloomline.inference.triton.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of a model that servers serve, in the order of the reference. */
final class ServerOptions {

    static final Option<String> VERSION = unset(
            "model.version",
            SingleTypes.VERSION,
            "whichever a server prefers",
            "Version of the model to ask. Without it a server gives its newest, and a version loaded meanwhile answers the"
                    + " documents that follow.");

    static final Option<String> TOKENIZER = unset(
            "model.tokenizer",
            SingleTypes.FILE,
            "the server counts",
            "The model's `tokenizer.json`, on every machine that asks the model. A model that reads token ids needs it. For"
                    + " one that reads text it lets the job see what is too long; without it the server does (its message"
                    + " is in the dead letter), texts to be embedded are cut into chunks by bytes, `batching.max-tokens`"
                    + " weighs bytes, and results say `inputTokens: -1`.");

    static final Option<Long> MAX_TOKENS = unset(
            "model.max-tokens",
            SingleTypes.wholeNumber(4, Integer.MAX_VALUE),
            "what the model's configuration says",
            "Most tokens of one request, read and written together. What is longer is cut into chunks or becomes a dead"
                    + " letter, by name. Of a model that writes and has no `model.tokenizer` it bounds the answer only.");

    static final Option<Duration> TIMEOUT = optional(
            "model.timeout",
            SingleTypes.duration(Duration.ofMillis(1), Duration.ofDays(1)),
            DurationText.format(CallSettings.DEFAULT.timeout()),
            "Longest time for one answer; then the request is cancelled and asked again. Let it exceed the time of the"
                    + " longest answer by far.");

    static final Option<Duration> STARTUP_TIMEOUT = optional(
            "model.startup-timeout",
            SingleTypes.duration(Duration.ZERO, Duration.ofDays(1)),
            DurationText.format(CallSettings.DEFAULT.startupTimeout()),
            "Longest time for the model to become ready when the job starts; 0ms for one try.");

    static final Option<Duration> GRACE = optional(
            "model.grace",
            SingleTypes.duration(Duration.ZERO, Duration.ofDays(1)),
            DurationText.format(CallSettings.DEFAULT.grace()),
            "How long a model that has answered may be unknown or refuse access before the job fails. Until then it is"
                    + " taken for an outage, and the job waits.");

    static final Option<Duration> QUEUE_TIMEOUT = unset(
            "model.queue-timeout",
            SingleTypes.duration(Duration.ofMillis(1), Duration.ofDays(1)),
            "the server's",
            "Longest time in the server's queue, which it must let requests set (`allow_timeout_override`); then the"
                    + " request is asked again.");

    static final Option<Long> PRIORITY = unset(
            "model.priority",
            SingleTypes.wholeNumber(1, Integer.MAX_VALUE),
            "the server's",
            "Priority in the server's queue, 1 the highest: lets live traffic overtake a backfill. The model must have"
                    + " `priority_levels`.");

    static final Option<Boolean> TRACED = optional(
            "model.traced",
            SingleTypes.YES_OR_NO,
            "false",
            "Whether each request carries a `traceparent`, for servers that write traces. Triton reads it once per stream,"
                    + " so each request to a model that answers in parts opens a stream of its own then.");

    static final Option<Compression> COMPRESSION = optional(
            "model.compression",
            SingleTypes.word(Compression.class),
            "none",
            "Of what is sent. Saves network, and costs processor time on both sides.");

    static final Option<Integer> MAX_MESSAGE_SIZE = optional(
            "model.max-message-size",
            SingleTypes.size(64 << 10, 2047 << 20),
            SizeText.format(ConnectionSettings.DEFAULT.maxMessageBytes()),
            "Largest request or response. A larger batch is halved; a larger document becomes a dead letter.");

    static final Option<Duration> KEEP_ALIVE = unset(
            "model.keep-alive",
            SingleTypes.duration(Duration.ofSeconds(10), Duration.ofDays(1)),
            "never",
            "How often to ask on a silent connection whether the server is still there. Triton closes connections that ask"
                    + " more often than every 5 minutes, unless it is told otherwise.");

    static final Option<Secret> TOKEN = unset(
            "model.token",
            SingleTypes.SECRET,
            "none",
            "Says who asks: `authorization: Bearer` and this. Readable on the way unless the endpoint is `grpcs://`.");

    static final Option<Map<String, Secret>> HEADERS = unset(
            "model.headers",
            CompoundTypes.map("headers with their values", ServerOptions::headerName, SingleTypes.SECRET),
            "none",
            "Sent with every call, such as a header that a gateway routes by. Values are never shown.");

    static final Option<String> TLS_AUTHORITIES = unset(
            "model.tls.authorities",
            SingleTypes.FILE,
            "those that Java trusts",
            "PEM file of the authorities that servers' certificates must come from. Each of the `model.tls` keys needs"
                    + " `grpcs://`, and its file is read on every machine that asks the model.");

    static final Option<String> TLS_CERTIFICATE = unset(
            "model.tls.certificate",
            SingleTypes.FILE,
            "none",
            "PEM file of the job's own certificate, for servers that ask for one; with `model.tls.private-key`.");

    static final Option<String> TLS_PRIVATE_KEY =
            unset("model.tls.private-key", SingleTypes.FILE, "none", "PEM file of its key: PKCS 8, not encrypted.");

    static final Option<String> TLS_SERVER_NAME = unset(
            "model.tls.server-name",
            SingleTypes.SERVER_NAME,
            "the host's",
            "Name to expect in servers' certificates, where it isn't the one in the endpoint.");

    static final Option<Map<Role, String>> TENSORS = unset(
            "model.tensors",
            CompoundTypes.map("names of tensors by role", ServerOptions::role, SingleTypes.TENSOR),
            "found by names and types",
            "Which tensor is for what, where names and types don't say it: "
                    + roles().map(role -> "`" + role + "`").collect(Collectors.joining(", ")) + ".");

    static final Option<Map<String, String>> INPUTS = unset(
            "model.inputs",
            CompoundTypes.map("values by tensor", tensor -> tensor, ValueType.single("a value", value -> value)),
            "none",
            "Fixed values of further inputs. For the input that holds all sampling parameters, a JSON object whose members"
                    + " are sent along.");

    static final Option<Padding> PADDING = unset(
            "model.padding",
            SingleTypes.word(Padding.class),
            "right",
            "Where rows of token ids are filled up to the longest of their batch.");

    static final Option<Pooling> POOLING = unset(
            "model.pooling",
            SingleTypes.word(Pooling.class),
            "mean",
            "How the vectors of a text's tokens become one, for a model that gives one for each token.");

    static final Option<Long> PAD_ID = unset(
            "model.pad-id",
            SingleTypes.wholeNumber(0, Integer.MAX_VALUE),
            "0",
            "Token id that rows are filled up with. A model without a mask is asked text by text unless it is given.");

    static final Option<Boolean> ECHOES_PROMPT = optional(
            "model.echoes-prompt",
            SingleTypes.YES_OR_NO,
            "false",
            "Whether the model repeats the prompt before its answer and can't be told not to; it is then cut off.");

    static final List<Option<?>> ALL = List.of(
            VERSION,
            TOKENIZER,
            MAX_TOKENS,
            TIMEOUT,
            STARTUP_TIMEOUT,
            GRACE,
            QUEUE_TIMEOUT,
            PRIORITY,
            TRACED,
            COMPRESSION,
            MAX_MESSAGE_SIZE,
            KEEP_ALIVE,
            TOKEN,
            HEADERS,
            TLS_AUTHORITIES,
            TLS_CERTIFICATE,
            TLS_PRIVATE_KEY,
            TLS_SERVER_NAME,
            TENSORS,
            INPUTS,
            PADDING,
            POOLING,
            PAD_ID,
            ECHOES_PROMPT);

    private ServerOptions() {}

    /** In lower case, as HTTP/2 has it; the settings know which names there may be. */
    private static String headerName(String name) {
        var checked = ConnectionSettings.DEFAULT.withHeader(name, new Secret(""));
        return checked.headers().keySet().iterator().next();
    }

    private static Role role(String key) {
        return Role.of(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "is no role of a tensor" + Suggestion.didYouMean(key, roles().toList()) + "; there are "
                                + roles().collect(Collectors.joining(", "))));
    }

    private static Stream<String> roles() {
        return Arrays.stream(Role.values()).map(Role::key);
    }
}
