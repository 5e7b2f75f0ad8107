package io.bloomline.job.file;

import io.bloomline.inference.triton.ServerAddress;
import io.bloomline.inference.triton.TritonSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which model answers.
 *
 * @param name     its name in the model repository
 * @param endpoint where it is served
 */
public record ModelSettings(String name, Endpoint endpoint) {

    /** Where a model is served. */
    public sealed interface Endpoint {

        /**
         * In this process.
         *
         * @param folder the model repository, absolute or relative to the working directory
         */
        record Local(String folder) implements Endpoint {}

        /**
         * By Triton servers, or others of the KServe v2 protocol.
         *
         * @param servers  one or more
         * @param version  version of the model; null for whichever a server prefers
         * @param settings how to ask them
         */
        record Servers(List<ServerAddress> servers, @Nullable String version, TritonSettings settings)
                implements Endpoint {

            public Servers {
                servers = List.copyOf(servers);
            }
        }
    }
}
