package io.bloomline.job.file;

import static io.bloomline.job.file.Option.optional;

import io.bloomline.document.DocumentLimits;
import java.util.List;

/** The keys under {@code limits}. */
final class LimitOptions {

    static final Option<Integer> MAX_BYTES = optional(
            "limits.max-bytes",
            SingleTypes.size(1, Integer.MAX_VALUE),
            "4MiB",
            "Most bytes of a record's value, as it is once Kafka has decompressed it, which may be a thousand times what a"
                    + " broker was sent. A larger record becomes a dead letter, as does each document that is beyond another"
                    + " of the limits; its message names the key, the limit and what was found. Up to `batching.max-pending`"
                    + " records are in the memory of each subtask at a time.");

    static final Option<Long> MAX_DEPTH = optional(
            "limits.max-depth",
            SingleTypes.wholeNumber(2, 10_000),
            Integer.toString(DocumentLimits.DEFAULT.maxDepth()),
            "Most levels of nesting in a document's JSON, its own object being the first, in fields that are ignored too.");

    static final Option<Long> MAX_TOKENS = optional(
            "limits.max-tokens",
            SingleTypes.wholeNumber(1, Integer.MAX_VALUE),
            Integer.toString(DocumentLimits.DEFAULT.maxTokens()),
            "Most tokens of a document's text, though it would be divided. Texts of more than a thirtieth as many characters"
                    + " are tokenized once more to count them. Not looked at where the model has no `model.tokenizer`.");

    static final Option<Long> MAX_SEGMENTS = optional(
            "limits.max-segments",
            SingleTypes.wholeNumber(1, Integer.MAX_VALUE),
            Integer.toString(DocumentLimits.DEFAULT.maxSegments()),
            "Most requests to the model for one document: its chunks, segments, passages or parts, for all target languages"
                    + " together, and in all rounds.");

    static final Option<Long> MAX_OUTPUT_TOKENS = optional(
            "limits.max-output-tokens",
            SingleTypes.wholeNumber(1, Integer.MAX_VALUE),
            Integer.toString(DocumentLimits.DEFAULT.maxOutputTokens()),
            "Most tokens that the model may be asked to write for one document: as many requests as it takes, times"
                    + " `task.translate.max-tokens` or `task.generate.max-tokens`, which can't be more than this.");

    static final List<Option<?>> ALL = List.of(MAX_BYTES, MAX_DEPTH, MAX_TOKENS, MAX_SEGMENTS, MAX_OUTPUT_TOKENS);

    private LimitOptions() {}

    static DocumentLimits limits(OptionValues values) {
        return new DocumentLimits(
                values.get(MAX_BYTES),
                Math.toIntExact(values.get(MAX_DEPTH)),
                Math.toIntExact(values.get(MAX_TOKENS)),
                Math.toIntExact(values.get(MAX_SEGMENTS)),
                Math.toIntExact(values.get(MAX_OUTPUT_TOKENS)));
    }
}
