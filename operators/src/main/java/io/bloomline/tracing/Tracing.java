package io.bloomline.tracing;

import io.bloomline.document.Header;
import io.bloomline.document.SourceRecord;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where traces of documents begin. Thread-safe. */
public final class Tracing implements AutoCloseable {

    /** Traces nothing. */
    public static final Tracing OFF = new Tracing(null, () -> {});

    private static final TextMapGetter<List<Header>> HEADERS = new HeaderGetter();

    private final @Nullable Tracer tracer;
    private final Runnable close;

    private Tracing(@Nullable Tracer tracer, Runnable close) {
        this.tracer = tracer;
        this.close = close;
    }

    /**
     * Tells traces to an OpenTelemetry.
     *
     * @param telemetry decides which documents are traced, and what becomes of that
     * @param close     ends it, when this is closed
     */
    public static Tracing to(OpenTelemetry telemetry, Runnable close) {
        return new Tracing(telemetry.getTracer("io.bloomline"), close);
    }

    /** Begins the trace of a document; where the record has a {@code traceparent}, as a part of that trace. */
    public DocumentTrace begin(SourceRecord source) {
        if (tracer == null) {
            return DocumentTrace.NONE;
        }
        Span span = tracer.spanBuilder("process " + source.topic())
                .setParent(parent(source))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", source.topic())
                .setAttribute("messaging.destination.partition.id", Integer.toString(source.partition()))
                .setAttribute("messaging.kafka.offset", source.offset())
                .startSpan();
        return span.isRecording() ? new DocumentTrace(tracer, span) : DocumentTrace.NONE;
    }

    /** The trace that a record says it belongs to, for logs; null when it names none. */
    public static @Nullable String traceId(SourceRecord source) {
        SpanContext named = Span.fromContext(parent(source)).getSpanContext();
        return named.isValid() ? named.getTraceId() : null;
    }

    private static Context parent(SourceRecord source) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), source.headers(), HEADERS);
    }

    /** Gives traces that have ended to whoever collects them, for a while at most, and ends that. */
    @Override
    public void close() {
        close.run();
    }

    /** Reads the last of the headers of a name, as the one that was added last. */
    private static final class HeaderGetter implements TextMapGetter<List<Header>> {
        @Override
        public Iterable<String> keys(List<Header> headers) {
            return headers.stream().map(Header::key).toList();
        }

        @Override
        public @Nullable String get(@Nullable List<Header> headers, String key) {
            if (headers == null) {
                return null;
            }
            for (int i = headers.size() - 1; i >= 0; i--) {
                byte[] value = headers.get(i).value();
                if (value != null && headers.get(i).key().equalsIgnoreCase(key)) {
                    return new String(value, StandardCharsets.US_ASCII);
                }
            }
            return null;
        }
    }
}
