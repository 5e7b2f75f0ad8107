package io.bloomline.inference.djl;

import java.util.function.Supplier;

/** Sets the stage for DJL, which takes its settings from system properties and its engines from the thread's context. */
final class DjlRuntime {

    private DjlRuntime() {}

    /** Runs what may be the first to touch DJL. A property that somebody has set stays as it is. */
    static <T> T prepared(Supplier<T> action) {
        // Else DJL looks for graphics cards and reports to its makers.
        setIfAbsent("ai.djl.offline", "true");
        // Else every tensor gets a companion in the tokenizers' own engine, for operations that nobody here asks for.
        setIfAbsent("ai.djl.onnx.disable_alternative", "true");
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        thread.setContextClassLoader(DjlRuntime.class.getClassLoader());
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
