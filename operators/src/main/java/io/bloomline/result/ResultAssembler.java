package io.bloomline.result;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.document.Header;
import io.bloomline.document.Outcome;
import io.bloomline.document.Sha256;
import io.bloomline.document.SourceRecord;
import io.bloomline.inference.Answer;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.Tokenizer;
import io.bloomline.preparation.Draft;
import io.bloomline.preparation.Exchange;
import io.bloomline.schema.Document;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.FloatVector;
import io.bloomline.schema.Generation;
import io.bloomline.schema.Provenance;
import io.bloomline.schema.Translation;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Turns drafts into a document's results.
 *
 * @param task      the task's name
 * @param model     the model that was asked
 * @param tokenizer made the requests' token ids
 * @param clock     tells when the answers had arrived
 */
public record ResultAssembler(String task, ModelDescription model, Tokenizer tokenizer, InstantSource clock) {

    /**
     * The results of one document, one per draft.
     *
     * @param source   the record the document came in; its key, headers and timestamp are carried over
     * @param document the document, with an id
     * @param original its text as it was read, whose hash tells what the results were made of
     * @param drafts   what its results say
     */
    public List<Outcome> assemble(SourceRecord source, Document document, String original, List<Draft> drafts) {
        String inputHash = Sha256.hex(original.getBytes(UTF_8));
        List<Outcome> results = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            results.add(new Outcome.Result(
                    key(source, document, draft.keySuffix()),
                    body(document, draft, provenance(draft.origin(), inputHash)),
                    source.headers(),
                    source.timestamp()));
        }
        return results;
    }

    /**
     * One tombstone per key that a document's results are known to have.
     *
     * @param key         the document's key
     * @param headers     headers to carry over
     * @param timestamp   since when it is deleted, milliseconds since the epoch
     * @param keySuffixes what results' keys have behind the document's key
     */
    public List<Outcome> tombstones(byte[] key, List<Header> headers, long timestamp, List<String> keySuffixes) {
        return keySuffixes.stream()
                .<Outcome>map(suffix -> new Outcome.Tombstone(joined(key, suffix), headers, timestamp))
                .toList();
    }

    /** The key of a document: its record's, or its id. */
    public static byte[] key(SourceRecord source, Document document) {
        return source.key() != null ? source.key() : document.getId().getBytes(UTF_8);
    }

    private static SpecificRecord body(Document document, Draft draft, Provenance provenance) {
        if (draft.body() instanceof Draft.Body.Vector vector) {
            return Embedding.newBuilder()
                    .setId(document.getId())
                    .setLanguage(draft.language())
                    .setChunk(draft.chunk())
                    .setVector(FloatVector.of(vector.components()))
                    .setTags(draft.tags())
                    .setAttributes(document.getAttributes())
                    .setProvenance(provenance)
                    .build();
        }
        if (draft.body() instanceof Draft.Body.Translated translated) {
            return Translation.newBuilder()
                    .setId(document.getId())
                    .setLanguage(draft.language())
                    .setChunk(draft.chunk())
                    .setText(translated.text())
                    .setFinishReason(translated.finishReason())
                    .setTags(draft.tags())
                    .setAttributes(document.getAttributes())
                    .setProvenance(provenance)
                    .build();
        }
        Draft.Body.Written written = (Draft.Body.Written) draft.body();
        return Generation.newBuilder()
                .setId(document.getId())
                .setLanguage(draft.language())
                .setChunk(draft.chunk())
                .setText(written.text())
                .setFinishReason(written.finishReason())
                .setTags(draft.tags())
                .setAttributes(document.getAttributes())
                .setProvenance(provenance)
                .build();
    }

    private Provenance provenance(Draft.Origin origin, String inputHash) {
        List<Exchange> exchanges = origin.exchanges();
        return Provenance.newBuilder()
                .setModel(model.name())
                .setModelVersion(distinct(exchanges, Answer::modelVersion))
                .setModelLicence(model.licence())
                .setTask(task)
                .setPromptId(origin.promptId())
                .setPromptHash(origin.promptHash())
                .setParameters(origin.parameters())
                .setInputHash(inputHash)
                .setInputTokens(tokenizer.isExact() ? TokenSums.read(exchanges) : TokenSums.UNCOUNTED)
                .setOutputTokens(TokenSums.written(exchanges))
                .setEndpoint(distinct(exchanges, Answer::endpoint))
                .setBloomlineVersion(BuildVersion.get())
                .setTime(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    /** What the answers say, each thing once, in the order in which they were asked for. */
    private static String distinct(List<Exchange> exchanges, Function<Answer, String> said) {
        if (exchanges.size() == 1) {
            return said.apply(exchanges.get(0).answer()); // nearly always
        }
        return exchanges.stream()
                .map(exchange -> said.apply(exchange.answer()))
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static byte[] key(SourceRecord source, Document document, String suffix) {
        return joined(key(source, document), suffix);
    }

    private static byte[] joined(byte[] key, String suffix) {
        byte[] end = suffix.getBytes(US_ASCII);
        byte[] joined = Arrays.copyOf(key, key.length + end.length);
        System.arraycopy(end, 0, joined, key.length, end.length);
        return joined;
    }
}
