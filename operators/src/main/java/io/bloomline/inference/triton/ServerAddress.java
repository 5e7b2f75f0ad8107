package io.bloomline.inference.triton;

import java.io.Serializable;

/**
 * Where one inference server listens for gRPC.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port from 1 to 65535; Triton's own default is 8001
 */
public record ServerAddress(String host, int port) implements Serializable {

    public ServerAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port is " + port + "; it must be from 1 to 65535");
        }
    }

    /**
     * Reads {@code host:port}, or {@code [address]:port} for IPv6.
     *
     * @throws IllegalArgumentException when it is neither; the message says what is wrong with it
     */
    public static ServerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.endsWith("]")) {
            throw new IllegalArgumentException("'" + text + "' has no port; write host:port, such as gpu-1:8001");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.contains(":")) {
            throw new IllegalArgumentException("'" + text + "' needs brackets around its IPv6 address: [address]:port");
        }
        try {
            return new ServerAddress(
                    bracketed ? host.substring(1, host.length() - 1) : host,
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' has a port that is no number", e);
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
