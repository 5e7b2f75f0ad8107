package io.bloomline.inference.djl;

import static io.bloomline.inference.djl.Signature.ATTENTION_MASK;
import static io.bloomline.inference.djl.Signature.INPUT_IDS;
import static io.bloomline.inference.djl.Signature.LAST_HIDDEN_STATE;
import static io.bloomline.inference.djl.Signature.LOGITS;
import static io.bloomline.inference.djl.Signature.PAST;
import static io.bloomline.inference.djl.Signature.PRESENT;
import static io.bloomline.inference.djl.Signature.SENTENCE_EMBEDDING;

import ai.onnxruntime.OnnxJavaType;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognises the form of an ONNX file, or refuses it with what it has and what it would need. */
final class SignatureReader {

    private final Path file;
    private final List<Tensor> inputs;
    private final List<Tensor> outputs;

    SignatureReader(Path file, List<Tensor> inputs, List<Tensor> outputs) {
        this.file = file;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    Signature read() {
        require(
                has(inputs, INPUT_IDS, OnnxJavaType.INT64, 2) && has(inputs, ATTENTION_MASK, OnnxJavaType.INT64, 2),
                "it needs the inputs input_ids and attention_mask, both INT64[?, ?]");
        if (find(outputs, LOGITS) != null) {
            return text();
        }
        require(inputs.size() == 2, "a model that gives vectors must need no further input");
        if (has(outputs, SENTENCE_EMBEDDING, OnnxJavaType.FLOAT, 2)) {
            return new Signature.Vector();
        }
        require(
                has(outputs, LAST_HIDDEN_STATE, OnnxJavaType.FLOAT, 3),
                "it needs one of the outputs logits, sentence_embedding, last_hidden_state, in 32-bit floats");
        return new Signature.TokenVectors();
    }

    private Signature text() {
        List<Tensor> past =
                inputs.stream().filter(input -> input.name().startsWith(PAST)).toList();
        if (past.isEmpty()) {
            throw misconfigured(
                    "model-without-cache",
                    "Model " + file + " has no key/value cache, so every token would cost as much as the whole text."
                            + " Export it with --task text-generation-with-past.");
        }
        Tensor first = past.get(0);
        if (past.stream().anyMatch(input -> input.rank() == 3)) {
            throw misconfigured(
                    "model-old-cache",
                    "Model " + file + " has a key/value cache of the old form, with three dimensions (" + first
                            + "). Export it again with transformers 4.44 or newer.");
        }
        List<String> cache = past.stream()
                .map(input -> input.name().substring(PAST.length()))
                .toList();
        require(
                past.stream().allMatch(input -> isCache(input, first)) && inputs.size() == past.size() + 2,
                "a text model needs the further inputs past_key_values.N.key and past_key_values.N.value, all"
                        + " FLOAT[?, heads, ?, head size] of one size, and nothing else");
        require(
                has(outputs, LOGITS, OnnxJavaType.FLOAT, 3)
                        && cache.stream().allMatch(name -> has(outputs, PRESENT + name, OnnxJavaType.FLOAT, 4)),
                "a text model needs the outputs logits, present.N.key and present.N.value, in 32-bit floats");
        return new Signature.Text(cache, (int) first.shape()[1], (int) first.shape()[3]);
    }

    private static boolean isCache(Tensor input, Tensor first) {
        return input.is(OnnxJavaType.FLOAT, 4)
                && input.shape()[1] > 0
                && input.shape()[1] == first.shape()[1]
                && input.shape()[3] > 0
                && input.shape()[3] == first.shape()[3];
    }

    private static boolean has(Collection<Tensor> tensors, String name, OnnxJavaType type, int rank) {
        Tensor tensor = find(tensors, name);
        return tensor != null && tensor.is(type, rank);
    }

    private static @Nullable Tensor find(Collection<Tensor> tensors, String name) {
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(name)) {
                return tensor;
            }
        }
        return null;
    }

    private void require(boolean holds, String needed) {
        if (!holds) {
            throw misconfigured(
                    "model-signature",
                    "Model " + file + " can't be run as it is: " + needed + ". Its inputs are " + inputs
                            + ", its outputs " + outputs + ".");
        }
    }

    private static FailureException misconfigured(String code, String message) {
        return new FailureException(Failure.misconfigured(code, message));
    }
}
