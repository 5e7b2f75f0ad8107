package io.bloomline.job.file;

import io.bloomline.document.DocumentLimits;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.ModelProvider;
import io.bloomline.inference.djl.LocalModelProvider;
import io.bloomline.inference.triton.TritonModelProvider;
import io.bloomline.job.file.ModelSettings.Endpoint;
import io.bloomline.job.tracing.ConfiguredTracing;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.preparation.Task;
import io.bloomline.quality.QualityPolicy;
import io.bloomline.schema.DocumentEncoding;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.RecordEncoding;
import io.bloomline.schema.RecordFormat;
import io.bloomline.schema.registry.RegisteredAvro;
import io.bloomline.schema.registry.RegistrySettings;
import io.bloomline.tracing.TracingProvider;
import org.jspecify.annotations.Nullable;

/**
 * A job file that was read without a problem.
 *
 * @param job      name of the job: consumer group, transactional ids and Flink's job name start from it
 * @param kafka    client properties; {@code bootstrap.servers} is always there
 * @param source   where documents come from
 * @param task     what is done with them
 * @param model    which model does it
 * @param limits   what a document may cost at most
 * @param language what happens to documents in languages that are unknown, or not the model's
 * @param quality  what becomes of texts with flaws
 * @param governance what people's data may be used for
 * @param registry where schemas of Avro are kept; null where each value begins with a fingerprint
 * @param batching how requests are put together
 * @param sink     where results and dead letters go
 * @param flink    Flink's own configuration
 * @param tracing  OpenTelemetry's own; empty when nothing is traced
 */
public record JobFile(
        String job,
        ForeignSettings kafka,
        SourceSettings source,
        Task task,
        ModelSettings model,
        DocumentLimits limits,
        LanguagePolicy language,
        QualityPolicy quality,
        GovernanceSettings governance,
        @Nullable RegistrySettings registry,
        BatchingSettings batching,
        SinkSettings sink,
        ForeignSettings flink,
        ForeignSettings tracing) {

    /** What becomes of a document. */
    public InferenceSettings inference() {
        return new InferenceSettings(
                documents(),
                task,
                limits,
                language,
                quality,
                governance.policy(),
                provider(),
                batching.limits(),
                batching.maxPending(),
                tracing.values().isEmpty() ? TracingProvider.OFF : new ConfiguredTracing(job, tracing.values()));
    }

    /** How documents are written. */
    public DocumentEncoding documents() {
        return registry != null && source.format() == DocumentFormat.AVRO
                ? new RegisteredAvro(registry, source.topics().get(0))
                : source.format();
    }

    /** How results are written. */
    public RecordEncoding results() {
        return registry != null && sink.format() == RecordFormat.AVRO
                ? new RegisteredAvro(registry, sink.topic())
                : sink.format();
    }

    private ModelProvider provider() {
        Endpoint endpoint = model.endpoint();
        if (endpoint instanceof Endpoint.Servers servers) {
            return new TritonModelProvider(
                    model.name(), servers.version(), servers.servers(), output(), servers.settings());
        }
        return new LocalModelProvider(
                ((Endpoint.Local) endpoint).folder(),
                model.name(),
                batching.limits().maxInFlight());
    }

    private Output output() {
        return task instanceof Task.Embed ? Output.VECTOR : Output.TEXT;
    }
}
