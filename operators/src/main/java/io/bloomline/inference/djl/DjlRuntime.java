package io.bloomline.inference.djl;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Sets the stage for DJL, which takes its settings from system properties and its engines from the thread's context. */
final class DjlRuntime {

    /** Where DJL puts the tokenizers' native library before it loads it. */
    private static final String LIBRARY_FOLDER = "ENGINE_CACHE_DIR";

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
            loadTokenizers();
            return action.get();
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    /**
     * A JVM loads a file of native code for one class loader only, and a job that is submitted again to a running
     * cluster comes with a new class loader. So each that is not the application's own gets a copy of the file.
     */
    private static void loadTokenizers() {
        if (LibUtils.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            LibUtils.checkStatus();
            return;
        }
        Properties properties = System.getProperties();
        // The one thing that all class loaders share.
        synchronized (properties) {
            String before = properties.getProperty(LIBRARY_FOLDER);
            Path copy = temporaryFolder();
            properties.setProperty(LIBRARY_FOLDER, copy.toString());
            try {
                LibUtils.checkStatus();
            } finally {
                if (before == null) {
                    properties.remove(LIBRARY_FOLDER);
                } else {
                    properties.setProperty(LIBRARY_FOLDER, before);
                }
                delete(copy);
            }
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("bloomline-tokenizers");
        } catch (IOException e) {
            throw new FailureException(
                    Failure.misconfigured(
                            "native-library",
                            "The tokenizers' native library can't be unpacked: " + e.getMessage()
                                    + ". Let java.io.tmpdir name a folder with room for 20 MB."),
                    e);
        }
    }

    /** Whatever can be: some systems keep a loaded library's file until the process ends. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
