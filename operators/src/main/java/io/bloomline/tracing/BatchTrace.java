package io.bloomline.tracing;

import io.bloomline.failure.Failure;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a batch at the model. It belongs to the trace of the first of its documents that has one, and is linked to
 * those of all others, since a span has one parent only. Thread-safe.
 */
public final class BatchTrace {

    private static final BatchTrace NONE = new BatchTrace(Span.getInvalid());

    private final Span span;

    private BatchTrace(Span span) {
        this.span = span;
    }

    /** Begins it; the requests wait no more. */
    public static BatchTrace begin(List<RequestTrace> requests) {
        RequestTrace first = null;
        Set<SpanContext> others = Set.of();
        for (RequestTrace request : requests) {
            if (request.tracer() != null && first == null) {
                first = request;
                others = new LinkedHashSet<>();
            } else if (request.tracer() != null) {
                others.add(Span.fromContext(request.document()).getSpanContext());
            }
        }
        Tracer tracer = first == null ? null : first.tracer();
        if (first == null || tracer == null) {
            return NONE;
        }
        others.remove(Span.fromContext(first.document()).getSpanContext());
        SpanBuilder builder = tracer.spanBuilder("infer")
                .setParent(first.document())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("bloomline.batch.size", requests.size());
        others.forEach(builder::addLink);
        Span span = builder.startSpan();
        requests.forEach(request -> request.sentWith(span));
        return new BatchTrace(span);
    }

    /** Does something on behalf of this batch: what is sent meanwhile carries its trace. */
    public void during(Runnable work) {
        if (this == NONE) {
            work.run();
        } else {
            Context.root().with(span).wrap(work).run();
        }
    }

    /**
     * Ends it.
     *
     * @param failure why it failed, or null when it was answered
     */
    public void end(@Nullable Failure failure) {
        if (failure != null) {
            span.setAttribute("error.type", failure.code());
            span.setStatus(StatusCode.ERROR, failure.code());
        }
        span.end();
    }
}
