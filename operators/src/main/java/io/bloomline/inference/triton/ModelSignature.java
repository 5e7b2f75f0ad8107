package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelInput;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelMetadataResponse.TensorMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes into a model and what comes out, as its server says it.
 *
 * @param model        its name
 * @param backend      what runs it; empty if the server doesn't say
 * @param inputs       in the server's order
 * @param outputs      in the server's order
 * @param maxBatchSize most rows of one request; 0 for a model without a declared batch dimension
 * @param decoupled    whether it answers on a stream only, in any number of parts
 * @param sequences    whether requests to it belong to sequences
 */
record ModelSignature(
        String model,
        String backend,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        int maxBatchSize,
        boolean decoupled,
        boolean sequences) {

    static ModelSignature of(ModelMetadataResponse metadata, ModelConfig config) {
        Set<String> optional = config.getInputList().stream()
                .filter(ModelInput::getOptional)
                .map(ModelInput::getName)
                .collect(Collectors.toSet());
        return new ModelSignature(
                metadata.getName(),
                config.getBackend().isEmpty() ? metadata.getPlatform() : config.getBackend(),
                specs(metadata.getInputsList(), optional),
                specs(metadata.getOutputsList(), Set.of()),
                Math.max(0, config.getMaxBatchSize()),
                config.getModelTransactionPolicy().getDecoupled(),
                config.hasSequenceBatching());
    }

    private static List<TensorSpec> specs(List<TensorMetadata> tensors, Set<String> optional) {
        return tensors.stream()
                .map(tensor -> new TensorSpec(
                        tensor.getName(),
                        tensor.getDatatype(),
                        List.copyOf(tensor.getShapeList()),
                        optional.contains(tensor.getName())))
                .toList();
    }

    Optional<TensorSpec> tensor(String name) {
        return Stream.concat(inputs.stream(), outputs.stream())
                .filter(tensor -> tensor.name().equals(name))
                .findFirst();
    }

    /** A model that can't be talked to as things are. */
    FailureException mismatch(String why, String whatToDo) {
        return new FailureException(Failure.misconfigured(
                "model-signature",
                "Model " + model + " can't be asked as it is: " + why + ". " + whatToDo + " " + this));
    }

    @Override
    public String toString() {
        return "Its inputs are " + list(inputs) + "; its outputs " + list(outputs) + "; "
                + (maxBatchSize == 0 ? "no batch dimension" : "batches of up to " + maxBatchSize)
                + (decoupled ? "; it answers in parts" : "")
                + (backend.isEmpty() ? "." : "; it is run by " + backend + ".");
    }

    private static String list(List<TensorSpec> tensors) {
        return tensors.isEmpty()
                ? "none"
                : tensors.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
    }
}
