package io.bloomline.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * The trace of one request of a document while it waits. Used by whoever holds the request at the moment, one thread after
 * the other.
 */
public final class RequestTrace {

    /** A request of a document that isn't traced. */
    public static final RequestTrace NONE = new RequestTrace();

    private final @Nullable Tracer tracer;
    private final Context document;
    private Span waiting = Span.getInvalid();

    private RequestTrace() {
        this.tracer = null;
        this.document = Context.root();
    }

    RequestTrace(Tracer tracer, Context document) {
        this.tracer = tracer;
        this.document = document;
        waits();
    }

    /** It waits again, because the batch that it was in was refused. */
    public void waits() {
        if (tracer != null) {
            waiting = tracer.spanBuilder("wait").setParent(document).startSpan();
        }
    }

    /** It waits no more, though it isn't sent. Idempotent. */
    public void givenUp() {
        waiting.end();
    }

    /** Who traces it; null when nobody does. */
    @Nullable
    Tracer tracer() {
        return tracer;
    }

    Context document() {
        return document;
    }

    /** It waits no more, and goes with a batch; who looks at this trace finds that one. */
    void sentWith(Span batch) {
        waiting.addLink(batch.getSpanContext());
        waiting.end();
    }
}
