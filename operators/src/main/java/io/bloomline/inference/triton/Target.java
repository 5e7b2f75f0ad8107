package io.bloomline.inference.triton;

import org.jspecify.annotations.Nullable;

/**
 * A model on one server, as messages and provenance name it.
 *
 * @param address where the server listens
 * @param tls     whether it is asked under TLS
 * @param model   name of the model
 * @param version version asked for, or null
 */
record Target(ServerAddress address, boolean tls, String model, @Nullable String version) {

    String endpoint() {
        return (tls ? "grpcs://" : "grpc://") + address;
    }

    /** The version as the protocol has it: empty for none. */
    String versionOrEmpty() {
        return version == null ? "" : version;
    }

    @Override
    public String toString() {
        return "Model " + model + (version == null ? "" : " version " + version) + " at " + endpoint();
    }
}
