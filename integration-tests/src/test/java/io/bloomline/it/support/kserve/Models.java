package io.bloomline.it.support.kserve;

import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.grpc.Status;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** What a server has loaded, by name and version. Thread-safe. */
final class Models implements AutoCloseable {

    private final Map<String, TreeMap<Integer, ServedModel>> models = new TreeMap<>();
    private final Set<String> unloaded = new HashSet<>();

    synchronized void load(ServedModel model) {
        Signature signature = model.signature();
        models.computeIfAbsent(signature.name(), name -> new TreeMap<>())
                .put(Integer.parseInt(signature.version()), model);
        unloaded.remove(signature.name());
    }

    /** As an explicit unload does it: the model stays in the repository. */
    synchronized void unload(String name) {
        unloaded.add(name);
    }

    synchronized void loadAgain(String name) {
        unloaded.remove(name);
    }

    synchronized boolean isReady(String name, String version) {
        Map<Integer, ServedModel> versions = models.get(name);
        return versions != null
                && !unloaded.contains(name)
                && (version.isEmpty() || versions.keySet().stream().anyMatch(v -> version.equals(v.toString())));
    }

    /** The model that answers, or what Triton says when none does. */
    synchronized ServedModel find(String name, String version) {
        TreeMap<Integer, ServedModel> versions = models.get(name);
        if (versions == null) {
            throw refusal(Status.NOT_FOUND, "Request for unknown model: '" + name + "' is not found");
        }
        if (version.isEmpty()) {
            if (unloaded.contains(name)) {
                throw refusal(Status.NOT_FOUND, "Request for unknown model: '" + name + "' has no available versions");
            }
            return versions.lastEntry().getValue();
        }
        ServedModel model = versions.get(number(version));
        if (model == null) {
            throw refusal(
                    Status.NOT_FOUND, "Request for unknown model: '" + name + "' version " + version + " is not found");
        }
        if (unloaded.contains(name)) {
            throw refusal(
                    Status.UNAVAILABLE,
                    "Request for unknown model: '" + name + "' version " + version + " is not at ready state");
        }
        return model;
    }

    ModelMetadataResponse metadata(String name, String version) {
        ModelMetadataResponse.Builder metadata =
                find(name, version).signature().metadata().toBuilder().clearVersions();
        synchronized (this) {
            models.getOrDefault(name, new TreeMap<>()).keySet().forEach(v -> metadata.addVersions(v.toString()));
        }
        return metadata.build();
    }

    /** Checks a request, has it answered, and fills in what the server knows. */
    CompletableFuture<ModelInferResponse> answer(ModelInferRequest request, boolean streamed) {
        try {
            ServedModel model = find(request.getModelName(), request.getModelVersion());
            if (model.signature().decoupled() && !streamed) {
                throw refusal(
                        Status.UNIMPLEMENTED,
                        "ModelInfer RPC doesn't support models with decoupled transaction policy");
            }
            RequestCheck.check(model.signature(), request);
            return model.answer(request).thenApply(answer -> answer.toBuilder()
                    .setId(request.getId())
                    .setModelName(model.signature().name())
                    .setModelVersion(model.signature().version())
                    .build());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public synchronized void close() {
        models.values().forEach(versions -> versions.values().forEach(ServedModel::close));
        models.clear();
    }

    private static int number(String version) {
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException e) {
            throw refusal(
                    Status.INVALID_ARGUMENT,
                    "failed to get model version from specified version string '" + version
                            + "' (details: stoi), version should be an integral value > 0");
        }
    }

    private static RuntimeException refusal(Status status, String message) {
        return status.withDescription(message).asRuntimeException();
    }
}
