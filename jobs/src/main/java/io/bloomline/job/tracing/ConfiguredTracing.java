package io.bloomline.job.tracing;

import io.bloomline.tracing.Tracing;
import io.bloomline.tracing.TracingProvider;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Traces as OpenTelemetry's own properties say: the job file's, before those of the environment and the system.
 *
 * @param job        what the traces' service is called, unless a property says otherwise
 * @param properties by their names, such as {@code otel.exporter.otlp.endpoint}; they may hold secrets
 */
public record ConfiguredTracing(String job, TreeMap<String, String> properties) implements TracingProvider {

    private static final long CLOSING_SECONDS = 5;

    public ConfiguredTracing(String job, Map<String, String> properties) {
        this(job, new TreeMap<>(properties));
    }

    /** What is sent over HTTP unless a property says otherwise: only traces, since metrics have a way of their own. */
    private Map<String, String> defaults() {
        return Map.of(
                "otel.service.name", job,
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none");
    }

    @Override
    public Tracing open() {
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(this::defaults)
                .addPropertiesCustomizer(configured -> properties)
                // It belongs to the job, and ends with it; the process may go on.
                .disableShutdownHook()
                .setServiceClassLoader(ConfiguredTracing.class.getClassLoader())
                .build()
                .getOpenTelemetrySdk();
        return Tracing.to(sdk, () -> sdk.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public String toString() {
        return "ConfiguredTracing[" + job + ", " + properties.keySet() + "]";
    }
}
