package io.bloomline.job.file;

import io.bloomline.inference.triton.ServerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What {@code model.endpoint} says by itself. */
sealed interface EndpointText {

    /** {@code local:FOLDER}. */
    record Local(String folder) implements EndpointText {}

    /**
     * {@code grpc://HOST:PORT[,HOST:PORT…]}, {@code grpcs://} for TLS.
     *
     * @param tls     whether it says so
     * @param servers as written, at least one
     */
    record Servers(boolean tls, List<ServerAddress> servers) implements EndpointText {

        private static final Pattern HOST_AND_PORT =
                Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?):[0-9]{1,5}");

        static Servers parse(boolean tls, String list) {
            var servers = new ArrayList<ServerAddress>();
            for (String server : list.split(",", -1)) {
                String which = list.contains(",") ? "its server " + (servers.size() + 1) : "its server";
                ServerAddress address = address(which, server);
                if (servers.contains(address)) {
                    throw new IllegalArgumentException("names one server twice, the second time as " + which);
                }
                servers.add(address);
            }
            return new Servers(tls, List.copyOf(servers));
        }

        /** Doesn't quote the server: it may come from the environment, or hold what nobody should see. */
        private static ServerAddress address(String which, String server) {
            if (server.contains("://")) {
                throw new IllegalArgumentException("names a scheme with " + which
                        + "; write it once, before the first server: grpc://gpu-1:8001,gpu-2:8001");
            }
            if (server.contains("@")) {
                throw new IllegalArgumentException("has a user or password with " + which
                        + "; who asks is said by model.token, model.headers or model.tls.certificate");
            }
            if (server.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException(
                        "has a space in it, at " + which + "; only a comma is between servers");
            }
            if (server.contains("/") || server.contains("?") || server.contains("#")) {
                throw new IllegalArgumentException(
                        "has a path with " + which + "; gRPC knows none, so write HOST:PORT only");
            }
            if (server.isEmpty()) {
                throw new IllegalArgumentException("is empty at " + which + "; write HOST:PORT, such as gpu-1:8001");
            }
            if (!server.matches(".*:[0-9]*") || server.endsWith("]")) {
                throw new IllegalArgumentException(
                        "has no port with " + which + "; Triton's gRPC port is 8001 unless it is told otherwise");
            }
            if (!HOST_AND_PORT.matcher(server).matches()) {
                throw new IllegalArgumentException(
                        "is not HOST:PORT at " + which + ", such as gpu-1:8001 or [fd00::1]:8001");
            }
            // Names of hosts are the same in upper and lower case, and so would be asked twice as much.
            return ServerAddress.parse(server.toLowerCase(Locale.ROOT));
        }
    }

    /** Reads it; an {@code IllegalArgumentException} says what is wrong with it, without quoting it. */
    static EndpointText parse(String text) {
        if (text.startsWith("grpc://")) {
            return Servers.parse(false, text.substring("grpc://".length()));
        }
        if (text.startsWith("grpcs://")) {
            return Servers.parse(true, text.substring("grpcs://".length()));
        }
        if (text.startsWith("http://") || text.startsWith("https://")) {
            throw new IllegalArgumentException("speaks HTTP; models are asked over gRPC, by default at port 8001:"
                    + " grpc://HOST:PORT, or grpcs://HOST:PORT with TLS");
        }
        if (text.startsWith("local:") && text.length() > "local:".length()) {
            return new Local(text.substring("local:".length()));
        }
        throw new IllegalArgumentException(
                "is no endpoint; write local:FOLDER with the model repository's folder, or grpc://HOST:PORT of a server");
    }
}
