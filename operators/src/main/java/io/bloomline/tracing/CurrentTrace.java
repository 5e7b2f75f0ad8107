package io.bloomline.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;

/** On whose behalf something is done on this thread. Immutable. */
public final class CurrentTrace {

    private final Context context;

    private CurrentTrace(Context context) {
        this.context = context;
    }

    /** That of this thread now, to be carried to another. */
    public static CurrentTrace get() {
        return new CurrentTrace(Context.current());
    }

    /** The names and values, after W3C Trace Context, by which a server goes on with the trace; none without a trace. */
    public static Map<String, String> headers() {
        if (!Span.current().getSpanContext().isValid()) {
            return Map.of();
        }
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, (carrier, key, value) -> {
            if (carrier != null) {
                carrier.put(key, value);
            }
        });
        return headers;
    }

    /** Does something on the same behalf. */
    public void during(Runnable work) {
        context.wrap(work).run();
    }

    /** Does something whose lines in the log name the trace, as {@code trace.id}. */
    public void inLog(Runnable work) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        if (!span.isValid()) {
            work.run();
            return;
        }
        MDC.put("trace.id", span.getTraceId());
        try {
            work.run();
        } finally {
            MDC.remove("trace.id");
        }
    }

    /** Notes that an attempt failed and there will be another. */
    public void retrying(String code, Duration pause) {
        Span span = Span.fromContext(context);
        if (span.isRecording()) {
            span.addEvent(
                    "retry",
                    Attributes.builder()
                            .put("error.type", code)
                            .put("bloomline.pause.seconds", pause.toNanos() / 1e9)
                            .build());
        }
    }
}
