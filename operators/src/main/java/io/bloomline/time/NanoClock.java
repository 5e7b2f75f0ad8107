package io.bloomline.time;

/** Tells how much time passes. Thread-safe. */
@FunctionalInterface
public interface NanoClock {

    /** Real time. */
    NanoClock SYSTEM = System::nanoTime;

    /** Nanoseconds since some fixed moment: good for differences only, like {@link System#nanoTime()}. */
    long nanoTime();
}
