package io.bloomline.tracing;

import static java.util.Objects.requireNonNull;

import io.bloomline.document.Header;
import io.bloomline.document.Outcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The trace of one document, from its record to its outcomes. Thread-safe. */
public final class DocumentTrace {

    /** A document that isn't traced. */
    public static final DocumentTrace NONE = new DocumentTrace(null, Span.getInvalid());

    private final @Nullable Tracer tracer;
    private final Span span;
    private final Context context;

    DocumentTrace(@Nullable Tracer tracer, Span span) {
        this.tracer = tracer;
        this.span = span;
        this.context = Context.root().with(span);
    }

    /** Says whose trace it is. */
    public void identify(String documentId) {
        if (tracer != null) {
            span.setAttribute("bloomline.document.id", documentId);
        }
    }

    /** Does what makes requests of the document. */
    public <T> T prepare(Supplier<T> preparation) {
        if (tracer == null) {
            return preparation.get();
        }
        Span prepare = tracer.spanBuilder("prepare").setParent(context).startSpan();
        try {
            return preparation.get();
        } finally {
            prepare.end();
        }
    }

    /** Begins the trace of one of its requests, which waits to be sent from now on. */
    public RequestTrace request() {
        return tracer == null ? RequestTrace.NONE : new RequestTrace(tracer, context);
    }

    /**
     * Ends it with what became of the document.
     *
     * @return the outcomes; those that are results name this trace in their headers, in place of the record's, so that
     *     whoever reads them goes on from here
     */
    public List<Outcome> end(List<Outcome> outcomes) {
        if (tracer == null) {
            return outcomes;
        }
        List<Outcome> named = outcomes.stream().map(this::named).toList();
        span.setAttribute("bloomline.results", named.size());
        span.end();
        return named;
    }

    /** Ends it where there is no outcome, because the job fails. */
    public void fail(Throwable thrown) {
        if (tracer != null) {
            span.setStatus(StatusCode.ERROR, requireNonNull(thrown.getClass().getSimpleName()));
            span.end();
        }
    }

    private Outcome named(Outcome outcome) {
        if (outcome instanceof Outcome.Result result) {
            return new Outcome.Result(result.key(), result.body(), renamed(result.headers()), result.timestamp());
        }
        if (outcome instanceof Outcome.Refused refused) {
            // A dead letter keeps its headers: a replay is to begin where the original did.
            span.setAttribute("error.type", refused.deadLetter().getCode());
            span.setStatus(StatusCode.ERROR, refused.deadLetter().getCode());
        }
        return outcome;
    }

    private List<Header> renamed(List<Header> headers) {
        List<Header> renamed = new ArrayList<>(headers.size() + 1);
        for (Header header : headers) {
            if (!W3CTraceContextPropagator.getInstance().fields().contains(header.key())) {
                renamed.add(header);
            }
        }
        W3CTraceContextPropagator.getInstance()
                .inject(context, renamed, (carrier, key, value) -> requireNonNull(carrier)
                        .add(new Header(key, value.getBytes(StandardCharsets.US_ASCII))));
        return renamed;
    }
}
