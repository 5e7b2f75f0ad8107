package io.bloomline.schema.registry;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a schema registry is, and how it is used.
 *
 * @param url           address of its API, such as {@code https://registry:8081}
 * @param authorization value of the header {@code Authorization}, which is shown nowhere; null for none
 * @param authorities   PEM file of the authorities that its certificate must come from, read wherever the registry is asked;
 *                      null for those that Java trusts
 * @param subjects      under which subjects schemas are kept
 * @param register      whether schemas that are written with are registered; else somebody else has to
 * @param timeout       longest time to keep asking a registry that is away
 */
public record RegistrySettings(
        URI url,
        @Nullable String authorization,
        @Nullable String authorities,
        SubjectNaming subjects,
        boolean register,
        Duration timeout)
        implements Serializable {

    /** Long enough for a restart of the registry. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    /** The same with another patience. */
    public RegistrySettings withTimeout(Duration patience) {
        return new RegistrySettings(url, authorization, authorities, subjects, register, patience);
    }

    @Override
    public String toString() {
        return "RegistrySettings[url=" + url + ", subjects=" + subjects + ", register=" + register + "]";
    }
}
