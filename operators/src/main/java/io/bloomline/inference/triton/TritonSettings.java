package io.bloomline.inference.triton;

import java.io.Serializable;

/**
 * Everything about a served model that has a sensible default.
 *
 * @param connection how to connect to its servers
 * @param calls      how long to wait for answers
 * @param tokens     how to count tokens
 * @param tensors    what its tensors are for, where their names don't say it
 */
public record TritonSettings(
        ConnectionSettings connection, CallSettings calls, TokenSettings tokens, BindingOverrides tensors)
        implements Serializable {

    public static final TritonSettings DEFAULT = new TritonSettings(
            ConnectionSettings.DEFAULT, CallSettings.DEFAULT, TokenSettings.DEFAULT, BindingOverrides.NONE);

    /** The same with another way to connect. */
    public TritonSettings withConnection(ConnectionSettings connection) {
        return new TritonSettings(connection, calls, tokens, tensors);
    }

    /** The same with other times. */
    public TritonSettings withCalls(CallSettings calls) {
        return new TritonSettings(connection, calls, tokens, tensors);
    }

    /** The same with another way to count tokens. */
    public TritonSettings withTokens(TokenSettings tokens) {
        return new TritonSettings(connection, calls, tokens, tensors);
    }

    /** The same with other names of tensors. */
    public TritonSettings withTensors(BindingOverrides tensors) {
        return new TritonSettings(connection, calls, tokens, tensors);
    }
}
