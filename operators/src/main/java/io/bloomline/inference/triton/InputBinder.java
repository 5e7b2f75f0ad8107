package io.bloomline.inference.triton;

import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.TensorType.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says of each of a model's inputs how it is filled; one that nobody can fill must be optional. */
final class InputBinder {

    private final ModelSignature signature;
    private final BindingOverrides overrides;
    private final Output wanted;
    private final TensorSpec input;
    private final boolean batched;
    private final Set<Role> roles = EnumSet.of(Role.INPUT);

    /**
     * @param input   the one that takes the text or its token ids
     * @param batched whether tensors count rows in their first dimension
     */
    InputBinder(
            ModelSignature signature, BindingOverrides overrides, Output wanted, TensorSpec input, boolean batched) {
        this.signature = signature;
        this.overrides = overrides;
        this.wanted = wanted;
        this.input = input;
        this.batched = batched;
    }

    List<InputTensor> bind() {
        List<InputTensor> bound = new ArrayList<>();
        for (TensorSpec tensor : signature.inputs()) {
            Optional<InputTensor> filled = tensor.equals(input) ? Optional.of(main()) : further(tensor);
            filled.ifPresent(bound::add);
            if (filled.isEmpty() && overrides.tensors().containsValue(tensor.name())) {
                String key = role(tensor).map(Role::key).orElseThrow();
                throw signature.mismatch(
                        "its input " + tensor + " can't be the " + key + " of this task",
                        "Correct model.tensors." + key + ".");
            }
            if (filled.isEmpty() && !tensor.optional()) {
                throw signature.mismatch(
                        "nothing says what to put into its input " + tensor,
                        "Set model.inputs." + tensor.name() + " to a value for all requests, or name the input that"
                                + " takes something we know (model.tensors: "
                                + Stream.of(Role.values())
                                        .filter(role -> !role.isOutput())
                                        .map(Role::key)
                                        .toList()
                                + ").");
            }
        }
        return List.copyOf(bound);
    }

    /** Roles of the inputs that were bound. */
    Set<Role> roles() {
        return Set.copyOf(roles);
    }

    TokenLayout layout() {
        List<Long> row = input.rowShape(batched);
        long width = row.isEmpty() ? 1 : row.get(row.size() - 1);
        Padding padding = overrides.padding();
        Integer padId = overrides.padId();
        return new TokenLayout(batched, width, padding == null ? Padding.RIGHT : padding, padId == null ? 0 : padId);
    }

    private InputTensor main() {
        boolean tokens = input.type().kind() == Kind.INTEGER;
        if (!fits(input, tokens)) {
            throw signature.mismatch(
                    "its input " + input + " doesn't hold " + (tokens ? "the token ids" : "one text") + " per request",
                    "Set model.tensors.input to one that does.");
        }
        return tokens ? new TokenInput(input, Role.INPUT, layout()) : new TextInput(input, batched);
    }

    private Optional<InputTensor> further(TensorSpec tensor) {
        Optional<Role> role = role(tensor);
        String value = overrides.values().get(tensor.name());
        if (role.equals(Optional.of(Role.SAMPLING)) && wanted == Output.TEXT) {
            roles.add(Role.SAMPLING);
            return Optional.of(SamplingInput.parse(tensor, batched, value == null ? "{}" : value)
                    .orElseThrow(() -> signature.mismatch(
                            "its input " + tensor + " takes a JSON object, in which the task sets max_tokens,"
                                    + " temperature, top_k, top_p, seed and n",
                            "Correct model.inputs." + tensor.name() + ".")));
        }
        if (value != null) {
            return Optional.of(FixedInput.parse(tensor, batched, value)
                    .orElseThrow(() -> signature.mismatch(
                            "the value set for its input " + tensor + " doesn't fit it",
                            "Correct model.inputs." + tensor.name() + ".")));
        }
        Optional<InputTensor> filled = role.flatMap(known -> filled(tensor, known));
        filled.ifPresent(unused -> roles.add(role.orElseThrow()));
        return filled;
    }

    private Optional<InputTensor> filled(TensorSpec tensor, Role role) {
        boolean perToken = role == Role.MASK || role == Role.TOKEN_TYPES || role == Role.POSITIONS;
        if (!fits(tensor, perToken) || (perToken && input.type().kind() != Kind.INTEGER)) {
            return Optional.empty();
        }
        return switch (role) {
            case MASK, TOKEN_TYPES, POSITIONS -> Optional.of(new TokenInput(tensor, role, layout()));
            case MAX_TOKENS, TEMPERATURE, TOP_K, TOP_P, SEED ->
                wanted == Output.TEXT
                        ? Optional.of(new ParameterInput(tensor, role, batched, takes(Role.TOP_K)))
                        : Optional.empty();
            case STREAM -> Optional.of(new FlagInput(tensor, batched, false));
            case EXCLUDE_INPUT -> Optional.of(new FlagInput(tensor, batched, true));
            case RETURN_FINISH_REASON -> Optional.of(new FlagInput(tensor, batched, gives(Role.FINISH_REASON)));
            case RETURN_OUTPUT_TOKENS -> Optional.of(new FlagInput(tensor, batched, gives(Role.OUTPUT_TOKENS)));
            case INPUT, SAMPLING, OUTPUT, FINISH_REASON, OUTPUT_TOKENS -> Optional.empty();
        };
    }

    /** Whether it can hold as many elements per request as there are tokens, or one. */
    private boolean fits(TensorSpec tensor, boolean perToken) {
        long width = perToken ? layout().width() : 1;
        // Any odd number of tokens shows whether the tensor takes as many as there are.
        return tensor.shapeFor(batched, 1, width < 0 ? 7 : width).isPresent();
    }

    private boolean takes(Role role) {
        return signature.inputs().stream().anyMatch(tensor -> role(tensor).equals(Optional.of(role)));
    }

    private boolean gives(Role role) {
        return signature.outputs().stream().anyMatch(tensor -> role(tensor).equals(Optional.of(role)));
    }

    /** What a tensor is for, as the job file says or its name. */
    private Optional<Role> role(TensorSpec tensor) {
        Optional<Role> said = overrides.tensors().entrySet().stream()
                .filter(entry -> entry.getValue().equals(tensor.name()))
                .map(Map.Entry::getKey)
                .findFirst();
        return said.or(() -> Stream.of(Role.values())
                .filter(role -> TensorNames.isOneOf(tensor.name(), role.names()) && role.accepts(tensor.type()))
                .findFirst());
    }
}
