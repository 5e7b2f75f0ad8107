package io.bloomline.failure;

/** Whose fault a failure is, which decides what is done about it. */
public enum FailureKind {
    /** The bytes are no document: dead letter at once. */
    UNREADABLE,
    /** This document, even alone, can't be answered: dead letter. */
    REJECTED,
    /** Nobody's lasting fault (server away, overloaded, slow): retried for as long as it takes. */
    TRANSIENT,
    /** The job or the model is set up wrongly: the job stops and says what to change. */
    MISCONFIGURED
}
