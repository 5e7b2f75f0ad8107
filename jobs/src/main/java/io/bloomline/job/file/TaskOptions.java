package io.bloomline.job.file;

import static io.bloomline.job.file.Option.optional;
import static io.bloomline.job.file.Option.required;
import static io.bloomline.job.file.Option.unset;

import io.bloomline.preparation.DocumentMarkup;
import io.bloomline.preparation.Task.Embed.Chunks;
import io.bloomline.prompt.PromptLanguage;
import java.util.List;

/** The keys under {@code task}. */
final class TaskOptions {

    /** What becomes of a document that is longer than the model accepts. */
    enum LongInput {
        REFUSE,
        MAP_REDUCE
    }

    static final Option<Long> EMBED_MAX_TOKENS = optional(
            "task.embed.max-tokens",
            SingleTypes.wholeNumber(0, Integer.MAX_VALUE),
            "0",
            "Longest chunk in tokens; a longer document is divided, at the ends of paragraphs, sentences or words. 0 is as"
                    + " long as the model accepts; shorter chunks say more about their place and cost more vectors.");

    static final Option<Long> EMBED_OVERLAP = optional(
            "task.embed.overlap",
            SingleTypes.wholeNumber(0, Integer.MAX_VALUE),
            "0",
            "Tokens at the end of a chunk with which the next begins again, as far as whole words allow, so that no thought"
                    + " is found in neither. At most half a chunk; costs as many more tokens.");

    static final Option<Chunks> EMBED_CHUNKS = optional(
            "task.embed.chunks",
            SingleTypes.word(Chunks.class),
            "separate",
            "`separate` gives each chunk's vector as a result of its own, with its place in the text; `pooled` gives one per"
                    + " document: their mean, weighted by tokens, and of length 1 where theirs is.");

    static final Option<List<String>> TRANSLATE_TO = required(
            "task.translate.to",
            CompoundTypes.LANGUAGES,
            "Languages to translate into. Each gives one result per document.");

    static final Option<Long> TRANSLATE_MAX_TOKENS = optional(
            "task.translate.max-tokens",
            SingleTypes.wholeNumber(1, Integer.MAX_VALUE),
            "128",
            "Most tokens of an answer. A document is translated in segments, whole sentences where they fit, so that prompt,"
                    + " segment and these together fit into the model's limit, and so that the segment's translation is"
                    + " expected to fit into these: a segment has at most this many tokens, divided by how many more the"
                    + " names of all countries take in the target language than in the document's. Longer segments know"
                    + " more of what is around them. Not divided where the model has no `model.tokenizer`.");

    static final Option<DocumentMarkup> TRANSLATE_MARKUP = optional(
            "task.translate.markup",
            SingleTypes.word(DocumentMarkup.class),
            "none",
            "How documents are marked up. `plain`, `markdown` and `html` translate passage by passage (paragraphs, cells,"
                    + " attributes that people read), each a request; markup and code stay as they are, to the byte, and"
                    + " addresses, numbers and placeholders are checked. `content-type` takes it from each document's"
                    + " attribute of that name (`text/markdown`), plain without one. `none` sends the text as it is,"
                    + " unchecked.");

    static final Option<PromptText> TRANSLATE_PROMPT = optional(
            "task.translate.prompt",
            SingleTypes.PROMPT,
            "translate",
            "What the model is asked: the name of a prompt (those that come with Bloomline are in operators/PROMPTS.md),"
                    + " or a text in which `{text}` stands for what is to be translated and `{language}` for the English"
                    + " name of the language to translate to. A model does best with the words that it was trained with;"
                    + " `translate` are those of BLOOMZ's model card.");

    static final Option<PromptLanguage> TRANSLATE_PROMPT_LANGUAGE = optional(
            "task.translate.prompt-language",
            SingleTypes.TRANSLATION_PROMPT_LANGUAGE,
            "en",
            "In which of its languages a named prompt is asked: always in one, or in that of the `document` or the"
                    + " `target`, in English where it isn't in theirs. BLOOMZ was trained with prompts in English.");

    static final Option<String> TRANSLATE_PROMPTS = unset(
            "task.translate.prompts",
            SingleTypes.FILE,
            "none",
            "Folder of prompts of your own, `PROMPT/LANGUAGE.yaml`; they come before Bloomline's of the same name and"
                    + " language. Read where the job is submitted, once.");

    static final Option<PromptText> GENERATE_PROMPT = required(
            "task.generate.prompt",
            SingleTypes.PROMPT,
            "What the model is asked: the name of a prompt, such as `summary`, or a text in which `{text}` stands for the"
                    + " document.");

    static final Option<PromptLanguage> GENERATE_PROMPT_LANGUAGE = optional(
            "task.generate.prompt-language",
            SingleTypes.PROMPT_LANGUAGE,
            "document",
            "In which of its languages a named prompt is asked: in the document's, in English where it isn't in that or"
                    + " the language is unknown, or always in one.");

    static final Option<String> GENERATE_PROMPTS =
            unset("task.generate.prompts", SingleTypes.FILE, "none", "As `task.translate.prompts`.");

    static final Option<Long> GENERATE_MAX_TOKENS = optional(
            "task.generate.max-tokens",
            SingleTypes.wholeNumber(1, Integer.MAX_VALUE),
            "128",
            "Most tokens of an answer. Prompt, document and these together must fit into the model's limit.");

    static final Option<LongInput> GENERATE_LONG = optional(
            "task.generate.long",
            SingleTypes.word(LongInput.class),
            "refuse",
            "What becomes of a document that doesn't fit. `refuse` makes it a dead letter. `map-reduce` asks about each part"
                    + " of it, then about the answers, in rounds until one answer is left; each part is a request.");

    static final Option<PromptText> GENERATE_COMBINE_PROMPT = unset(
            "task.generate.combine-prompt",
            SingleTypes.PROMPT,
            "none",
            "What `task.generate.long: map-reduce` asks about the answers to a document's parts: a name, such as"
                    + " `summary-of-parts`, or a text in which `{text}` stands for them, with an empty line between two."
                    + " It needs this.");

    static final Option<Double> GENERATE_TEMPERATURE = optional(
            "task.generate.temperature",
            SingleTypes.number("a number from 0 to 10", 0, true, 10),
            "0",
            "0 takes the likeliest token each time; above 0 samples, the more evenly the higher it is.");

    static final Option<Long> GENERATE_TOP_K = optional(
            "task.generate.top-k",
            SingleTypes.wholeNumber(0, Integer.MAX_VALUE),
            "0",
            "Samples among so many likeliest tokens only; 0 for no bound.");

    static final Option<Double> GENERATE_TOP_P = optional(
            "task.generate.top-p",
            SingleTypes.number("a number above 0, at most 1", 0, false, 1),
            "1",
            "Samples among the likeliest tokens that together reach this probability.");

    static final Option<Long> GENERATE_SEED = optional(
            "task.generate.seed",
            SingleTypes.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE),
            "0",
            "Fixes what is sampled: the same document and seed give the same text, after a restart too.");

    static final List<Option<?>> ALL = List.of(
            EMBED_MAX_TOKENS,
            EMBED_OVERLAP,
            EMBED_CHUNKS,
            TRANSLATE_TO,
            TRANSLATE_MAX_TOKENS,
            TRANSLATE_MARKUP,
            TRANSLATE_PROMPT,
            TRANSLATE_PROMPT_LANGUAGE,
            TRANSLATE_PROMPTS,
            GENERATE_PROMPT,
            GENERATE_PROMPT_LANGUAGE,
            GENERATE_PROMPTS,
            GENERATE_MAX_TOKENS,
            GENERATE_LONG,
            GENERATE_COMBINE_PROMPT,
            GENERATE_TEMPERATURE,
            GENERATE_TOP_K,
            GENERATE_TOP_P,
            GENERATE_SEED);

    /** The sections of which a job file has exactly one. */
    static final List<String> TASKS = List.of("task.embed", "task.translate", "task.generate");

    private TaskOptions() {}
}
