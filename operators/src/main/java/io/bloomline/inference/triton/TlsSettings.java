package io.bloomline.inference.triton;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How servers and job prove to each other who they are. All files are PEM, and read where the model is used.
 *
 * @param authorities      file of the authorities that servers' certificates must come from; null for those that Java
 *                         trusts
 * @param certificateChain file of the job's own certificate, for servers that ask for one; null without
 * @param privateKey       file of its private key (PKCS 8, not encrypted); null exactly when {@code certificateChain} is
 * @param serverName       name to expect in servers' certificates instead of the host's; null for the host's
 */
public record TlsSettings(
        @Nullable String authorities,
        @Nullable String certificateChain,
        @Nullable String privateKey,
        @Nullable String serverName)
        implements Serializable {

    /** Trusts whom Java trusts, and has no certificate of its own. */
    public static final TlsSettings DEFAULT = new TlsSettings(null, null, null, null);

    public TlsSettings {
        if ((certificateChain == null) != (privateKey == null)) {
            throw new IllegalArgumentException("A certificate and its private key are given together or not at all");
        }
    }
}
