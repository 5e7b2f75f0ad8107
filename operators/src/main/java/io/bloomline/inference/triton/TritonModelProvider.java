package io.bloomline.inference.triton;

import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.ModelProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens a model that Triton inference servers serve (KServe v2 over gRPC). Which tensors the model has, what bounds a
 * batch, and whether it answers in parts is asked of a server at the start.
 *
 * @param modelName    name in the servers' model repository
 * @param modelVersion version to ask, a number; null for whichever the server prefers, by default its newest
 * @param servers      one server or more, all serving the same model; each batch goes to the one with least to do
 * @param output       what the job wants of the model
 * @param settings     everything else
 */
public record TritonModelProvider(
        String modelName,
        @Nullable String modelVersion,
        List<ServerAddress> servers,
        Output output,
        TritonSettings settings)
        implements ModelProvider {

    public TritonModelProvider {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no server is named");
        }
    }

    @Override
    public Model open() {
        return TritonModel.open(this);
    }
}
