package io.bloomline.inference.triton;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.TensorType.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Chooses a model's main input and output: as the job file says, or else by name and type. */
final class TensorChoice {

    private final ModelSignature signature;
    private final BindingOverrides overrides;
    private final Output wanted;

    TensorChoice(ModelSignature signature, BindingOverrides overrides, Output wanted) {
        this.signature = signature;
        this.overrides = overrides;
        this.wanted = wanted;
    }

    /** The input that takes the text or its token ids. */
    TensorSpec input() {
        Optional<TensorSpec> named = named(Role.INPUT);
        if (named.isPresent()) {
            return named.get();
        }
        List<TensorSpec> free = signature.inputs().stream()
                .filter(tensor -> !overrides.tensors().containsValue(tensor.name()))
                .filter(tensor -> !overrides.values().containsKey(tensor.name()))
                .filter(tensor -> !isKnown(tensor))
                .toList();
        if (wanted == Output.VECTOR) {
            Optional<TensorSpec> ids = free.stream()
                    .filter(tensor -> tensor.type().kind() == Kind.INTEGER && Role.INPUT.accepts(tensor.type()))
                    .filter(tensor -> TensorNames.isOneOf(tensor.name(), TensorNames.TOKEN_INPUTS))
                    .findFirst();
            if (ids.isPresent()) {
                return ids.get();
            }
        }
        List<TensorSpec> texts = free.stream()
                .filter(tensor -> tensor.type() == TensorType.BYTES)
                .toList();
        return TensorNames.likeliest(texts, TensorNames.TEXT_INPUTS)
                .orElseThrow(() -> signature.mismatch(
                        texts.isEmpty() ? "it has no input for text" : "which of its inputs takes the text isn't clear",
                        writesTokens()
                                ? servedAsText()
                                : "Set model.tensors.input to the name of the input that takes the text"
                                        + (wanted == Output.VECTOR ? " or its token ids" : "") + ", or model.name."));
    }

    /** The output that gives the text or the vector. */
    TensorSpec output() {
        Optional<TensorSpec> named = named(Role.OUTPUT);
        if (named.isPresent()) {
            return named.get();
        }
        Kind kind = wanted == Output.TEXT ? Kind.TEXT : Kind.REAL;
        List<TensorSpec> candidates = signature.outputs().stream()
                .filter(tensor -> tensor.type().kind() == kind && !isKnown(tensor))
                .toList();
        List<String> names = wanted == Output.TEXT
                ? TensorNames.TEXT_OUTPUTS
                : Stream.of(TensorNames.TEXT_VECTORS, TensorNames.TOKEN_VECTORS, List.of("output"))
                        .flatMap(List::stream)
                        .toList();
        String what = wanted == Output.TEXT ? "text" : "vectors";
        return TensorNames.likeliest(candidates, names)
                .orElseThrow(() -> signature.mismatch(
                        candidates.isEmpty()
                                ? "none of its outputs is " + what
                                : "which of its outputs is the " + what + " isn't clear",
                        writesTokens()
                                ? servedAsText()
                                : "Set model.tensors.output to the name of that output, or model.name."));
    }

    private boolean writesTokens() {
        return wanted == Output.TEXT
                && signature.outputs().stream()
                        .anyMatch(tensor -> TensorNames.isOneOf(tensor.name(), List.of("logits", "output_ids")));
    }

    private static String servedAsText() {
        return "It writes tokens, not text: serve it with Triton's vLLM, TensorRT-LLM (the ensemble) or python backend,"
                + " or run it in this process (model.endpoint: local:<model repository>).";
    }

    /** The output that plays a role, if one does. */
    Optional<TensorSpec> played(Role role) {
        return named(role).or(() -> signature.outputs().stream()
                .filter(tensor -> TensorNames.isOneOf(tensor.name(), role.names()) && role.accepts(tensor.type()))
                .findFirst());
    }

    /** Whether its name says that it is something else than the text. */
    private static boolean isKnown(TensorSpec tensor) {
        return Stream.of(Role.values()).anyMatch(role -> TensorNames.isOneOf(tensor.name(), role.names()));
    }

    /** The tensor that the job file names for a role. */
    private Optional<TensorSpec> named(Role role) {
        String name = overrides.tensors().get(role);
        if (name == null) {
            return Optional.empty();
        }
        List<TensorSpec> tensors = role.isOutput() ? signature.outputs() : signature.inputs();
        TensorSpec tensor = tensors.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown("model.tensors." + role.key(), name, role.isOutput() ? "output" : "input"));
        boolean fits = role.accepts(tensor.type())
                && (role != Role.OUTPUT || (tensor.type().kind() == Kind.REAL) == (wanted == Output.VECTOR))
                && (role != Role.INPUT || wanted == Output.VECTOR || tensor.type() == TensorType.BYTES);
        if (!fits) {
            throw signature.mismatch(
                    "its tensor " + tensor + " can't be the " + role.key() + " of this task",
                    "Set model.tensors." + role.key() + " to one that can.");
        }
        return Optional.of(tensor);
    }

    /** Throws when the job file names tensors that aren't there, or that can't be what it says. */
    void refuseUnknownNames() {
        for (Role role : overrides.tensors().keySet()) {
            named(role);
        }
        if (Set.copyOf(overrides.tensors().values()).size()
                < overrides.tensors().size()) {
            throw signature.mismatch("one of its tensors is named for two things", "Correct model.tensors.");
        }
        for (Map.Entry<String, String> value : overrides.values().entrySet()) {
            if (signature.inputs().stream().noneMatch(input -> input.name().equals(value.getKey()))) {
                throw unknown("model.inputs", value.getKey(), "input");
            }
        }
    }

    private FailureException unknown(String key, String name, String what) {
        return signature.mismatch("it has no " + what + " \"" + name + "\"", "Correct " + key + ".");
    }
}
