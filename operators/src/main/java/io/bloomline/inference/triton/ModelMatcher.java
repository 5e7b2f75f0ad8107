package io.bloomline.inference.triton;

import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.TensorType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out which of a model's tensors carry what, by what the job file says, by their names, and by their types. */
final class ModelMatcher {

    private final ModelSignature signature;
    private final BindingOverrides overrides;
    private final Output wanted;

    ModelMatcher(ModelSignature signature, BindingOverrides overrides, Output wanted) {
        this.signature = signature;
        this.overrides = overrides;
        this.wanted = wanted;
    }

    ModelBinding match() {
        if (signature.sequences()) {
            throw signature.mismatch(
                    "its requests belong to sequences, and documents stand alone",
                    "Serve it without sequence_batching, or set model.name.");
        }
        TensorChoice choice = new TensorChoice(signature, overrides, wanted);
        choice.refuseUnknownNames();
        TensorSpec input = choice.input();
        TensorSpec output = choice.output();
        boolean tokens = input.type().kind() == Kind.INTEGER;
        boolean batched = signature.maxBatchSize() > 0 || countsRows(input, output);
        InputBinder binder = new InputBinder(signature, overrides, wanted, input, batched);
        List<InputTensor> inputs = binder.bind();
        AnswerReader answers = wanted == Output.TEXT
                ? texts(choice, output, batched)
                : vectors(output, tokens ? Optional.of(binder.layout()) : Optional.empty(), batched);
        boolean fillable =
                !tokens || overrides.padId() != null || binder.roles().contains(Role.MASK);
        if (!fillable && binder.layout().width() >= 0) {
            throw signature.mismatch(
                    "its input " + input + " must be filled up, and it has none that tells text from filling",
                    "Set model.pad-id to the token id that it takes for filling.");
        }
        return new ModelBinding(
                signature,
                wanted,
                inputs,
                answers,
                new GenerationSupport(signature.model(), binder.roles()),
                batched && fillable && !signature.decoupled() ? mostRows() : 1);
    }

    private int mostRows() {
        return signature.maxBatchSize() > 0 ? signature.maxBatchSize() : Integer.MAX_VALUE;
    }

    /** A model may have a batch dimension that its configuration doesn't declare. */
    private boolean countsRows(TensorSpec input, TensorSpec output) {
        return input.shape().size() > 1
                && Stream.concat(signature.inputs().stream(), Stream.of(output))
                        .allMatch(tensor -> !tensor.optional()
                                && !tensor.shape().isEmpty()
                                && tensor.shape().get(0) < 0);
    }

    private AnswerReader texts(TensorChoice choice, TensorSpec output, boolean batched) {
        return new TextReader(
                output,
                choice.played(Role.FINISH_REASON).orElse(null),
                choice.played(Role.OUTPUT_TOKENS).orElse(null),
                batched,
                overrides.echoesPrompt());
    }

    private AnswerReader vectors(TensorSpec output, Optional<TokenLayout> tokens, boolean batched) {
        List<Long> row = new ArrayList<>(output.rowShape(batched));
        while (row.size() > 1 && row.get(0) == 1) {
            row.remove(0);
        }
        boolean ofTexts = row.size() == 1
                || (row.size() == 2
                        && !batched
                        && row.get(0) < 0
                        && (tokens.isEmpty() || TensorNames.isOneOf(output.name(), TensorNames.TEXT_VECTORS)));
        if (ofTexts) {
            return new VectorReader(output, batched);
        }
        if (row.size() == 2 && tokens.isPresent()) {
            Pooling pooling = overrides.pooling();
            return new TokenVectorReader(output, tokens.get(), pooling == null ? Pooling.MEAN : pooling);
        }
        throw signature.mismatch(
                "its output " + output + " is neither a vector per text nor one per token",
                "Set model.tensors.output to an output that is.");
    }
}
