package io.bloomline.it.support.kserve;

import com.google.protobuf.ByteString;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferInputTensor;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferRequestedOutputTensor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses a request that doesn't fit the model's signature, in Triton's words. */
final class RequestCheck {

    private final Signature signature;
    private final ModelInferRequest request;

    private RequestCheck(Signature signature, ModelInferRequest request) {
        this.signature = signature;
        this.request = request;
    }

    static void check(Signature signature, ModelInferRequest request) {
        new RequestCheck(signature, request).check();
    }

    private void check() {
        refuse(
                request.getParametersMap().keySet().stream()
                        .anyMatch(
                                key -> key.startsWith("triton_") && !key.equals("triton_enable_empty_final_response")),
                "parameter keys starting with 'triton_' are reserved for Triton usage and should not be specified.");
        refuse(
                request.getRawInputContentsCount() != 0
                        && request.getRawInputContentsCount() != request.getInputsCount(),
                "expected 'raw_input_contents' for all " + request.getInputsCount() + " inputs");
        checkNames();
        Set<Long> rows = new HashSet<>();
        for (int i = 0; i < request.getInputsCount(); i++) {
            InferInputTensor given = request.getInputs(i);
            Tensor tensor = input(given.getName());
            checkShape(tensor, given);
            rows.add(given.getShape(0));
            if (request.getRawInputContentsCount() != 0) {
                checkSize(tensor, given, request.getRawInputContents(i));
            }
        }
        if (signature.batched()) {
            refuse(
                    rows.size() != 1,
                    "input '" + request.getInputs(0).getName() + "' batch size does not match other inputs for "
                            + quoted());
            refuse(
                    rows.iterator().next() > signature.maxBatchSize(),
                    "inference request batch-size must be <= " + signature.maxBatchSize() + " for " + quoted());
        }
    }

    private void checkNames() {
        Set<String> names = new HashSet<>();
        for (InferInputTensor given : request.getInputsList()) {
            refuse(!names.add(given.getName()), "input '" + given.getName() + "' already exists in request");
            refuse(
                    signature.inputs().stream().noneMatch(input -> input.name().equals(given.getName())),
                    "unexpected inference input '" + given.getName() + "' for model " + quoted());
        }
        List<String> missing = signature.inputs().stream()
                .filter(input -> !input.optional())
                .map(Tensor::name)
                .filter(name -> !names.contains(name))
                .toList();
        refuse(
                !missing.isEmpty(),
                "expected " + signature.inputs().size() + " inputs but got " + names.size() + " inputs for model "
                        + quoted() + ". Got input(s) " + names + ", but missing required input(s) " + missing
                        + ". Please provide all required input(s).");
        for (InferRequestedOutputTensor wanted : request.getOutputsList()) {
            refuse(
                    signature.outputs().stream()
                            .noneMatch(output -> output.name().equals(wanted.getName())),
                    "unexpected inference output '" + wanted.getName() + "' for model " + quoted());
        }
    }

    private void checkShape(Tensor tensor, InferInputTensor given) {
        refuse(
                !given.getDatatype().equals(tensor.typeName()),
                "inference input '" + tensor.name() + "' data-type is '" + given.getDatatype() + "', but model "
                        + quoted() + " expects '" + tensor.typeName() + "'");
        List<Long> expected = tensor.shape(signature.batched());
        boolean fits = expected.size() == given.getShapeCount();
        for (int i = 0; fits && i < expected.size(); i++) {
            fits = expected.get(i) == Tensor.VARIES || expected.get(i).equals(given.getShape(i));
        }
        refuse(
                !fits,
                "unexpected shape for input '" + tensor.name() + "' for model " + quoted() + ". Expected "
                        + brackets(expected) + ", got " + brackets(given.getShapeList()));
    }

    private void checkSize(Tensor tensor, InferInputTensor given, ByteString raw) {
        long elements = given.getShapeList().stream().reduce(1L, (a, b) -> a * b);
        if (tensor.elementSize() == 0) {
            long found = new RequestTensors(request).strings(tensor.name()).size();
            refuse(
                    found != elements,
                    "expected " + elements + " string elements for inference input '" + tensor.name() + "', got "
                            + found);
        } else {
            refuse(
                    raw.size() != elements * tensor.elementSize(),
                    "input byte size mismatch for input '" + tensor.name() + "' for model " + quoted() + ". Expected "
                            + elements * tensor.elementSize() + ", got " + raw.size());
        }
    }

    private Tensor input(String name) {
        return signature.inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String quoted() {
        return "'" + signature.name() + "'";
    }

    private static String brackets(List<Long> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private void refuse(boolean wrong, String message) {
        if (wrong) {
            String id = request.getId().isEmpty() ? "" : "[request id: " + request.getId() + "] ";
            throw new StatusRuntimeException(Status.INVALID_ARGUMENT.withDescription(id + message));
        }
    }
}
