package io.bloomline.result;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.batching.Answer;
import io.bloomline.document.Outcome;
import io.bloomline.document.Sha256;
import io.bloomline.document.SourceRecord;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.Tokenizer;
import io.bloomline.preparation.PreparedRequest;
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
import org.apache.avro.specific.SpecificRecord;

/**
 * Turns the answers to a document's requests into its results.
 *
 * @param task      the task's name
 * @param model     the model that was asked
 * @param tokenizer made the requests' token ids
 * @param clock     tells when an answer arrived
 */
public record ResultAssembler(String task, ModelDescription model, Tokenizer tokenizer, InstantSource clock) {

    /** Where a provenance would state a number of tokens that nobody has counted. */
    private static final int UNCOUNTED = -1;

    /**
     * The results of one document, one per request.
     *
     * @param source   the record the document came in; its key, headers and timestamp are carried over
     * @param document the document, with an id
     * @param requests its requests
     * @param answers  one per request, in the same order
     */
    public List<Outcome> assemble(
            SourceRecord source, Document document, List<PreparedRequest> requests, List<Answer> answers) {
        String inputHash = Sha256.hex(document.getText().getBytes(UTF_8));
        List<Outcome> results = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            PreparedRequest request = requests.get(i);
            results.add(new Outcome.Result(
                    key(source, document, request.keySuffix()),
                    body(document, request, answers.get(i), inputHash),
                    source.headers(),
                    source.timestamp()));
        }
        return results;
    }

    /**
     * One tombstone per key that the deleted document's results are known to have; none when the record has no key.
     *
     * @param source      a record with a null value
     * @param keySuffixes what results' keys have behind the document's key
     */
    public List<Outcome> tombstones(SourceRecord source, List<String> keySuffixes) {
        byte[] key = source.key();
        if (key == null) {
            return List.of();
        }
        return keySuffixes.stream()
                .<Outcome>map(
                        suffix -> new Outcome.Tombstone(joined(key, suffix), source.headers(), source.timestamp()))
                .toList();
    }

    private SpecificRecord body(Document document, PreparedRequest request, Answer answer, String inputHash) {
        InferenceResponse response = answer.response();
        if (response instanceof InferenceResponse.Embedded embedded) {
            return Embedding.newBuilder()
                    .setId(document.getId())
                    .setLanguage(request.language())
                    .setChunk(request.chunk())
                    .setVector(FloatVector.of(embedded.vector()))
                    .setAttributes(document.getAttributes())
                    .setProvenance(provenance(request, answer, inputHash, 0))
                    .build();
        }
        InferenceResponse.Generated generated = (InferenceResponse.Generated) response;
        Provenance provenance = provenance(request, answer, inputHash, generated.outputTokens());
        if (task.equals("translate")) {
            return Translation.newBuilder()
                    .setId(document.getId())
                    .setLanguage(request.language())
                    .setChunk(request.chunk())
                    .setText(generated.text())
                    .setAttributes(document.getAttributes())
                    .setProvenance(provenance)
                    .build();
        }
        return Generation.newBuilder()
                .setId(document.getId())
                .setLanguage(request.language())
                .setChunk(request.chunk())
                .setText(generated.text())
                .setFinishReason(generated.finishReason())
                .setAttributes(document.getAttributes())
                .setProvenance(provenance)
                .build();
    }

    private Provenance provenance(PreparedRequest request, Answer answer, String inputHash, int outputTokens) {
        return Provenance.newBuilder()
                .setModel(model.name())
                .setModelVersion(answer.modelVersion())
                .setModelLicence(model.licence())
                .setTask(task)
                .setPromptId(request.promptId())
                .setPromptHash(request.promptHash())
                .setParameters(request.parameters())
                .setInputHash(inputHash)
                .setInputTokens(tokenizer.isExact() ? request.request().tokenIds().length : UNCOUNTED)
                .setOutputTokens(outputTokens)
                .setEndpoint(answer.endpoint())
                .setBloomlineVersion(BuildVersion.get())
                .setTime(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private static byte[] key(SourceRecord source, Document document, String suffix) {
        byte[] key = source.key() != null ? source.key() : document.getId().getBytes(UTF_8);
        return joined(key, suffix);
    }

    private static byte[] joined(byte[] key, String suffix) {
        byte[] end = suffix.getBytes(US_ASCII);
        byte[] joined = Arrays.copyOf(key, key.length + end.length);
        System.arraycopy(end, 0, joined, key.length, end.length);
        return joined;
    }
}
