package io.bloomline.tracing;

import java.io.Serializable;

/**
 * Opens what traces are told to. Travels with the job to where documents are handled, so it is a small value with equality,
 * as a {@link io.bloomline.inference.ModelProvider} is.
 */
public interface TracingProvider extends Serializable {

    /** Nothing is traced. */
    TracingProvider OFF = new Off();

    /** Opens it; whoever does closes it. */
    Tracing open();

    /** See {@link #OFF}; equal to itself after a journey too. */
    record Off() implements TracingProvider {
        @Override
        public Tracing open() {
            return Tracing.OFF;
        }
    }
}
