package io.bloomline.job.file;

/**
 * Which model answers.
 *
 * @param name     its name in the model repository
 * @param endpoint where it is served
 */
public record ModelSettings(String name, Endpoint endpoint) {

    /** Where a model is served. */
    public sealed interface Endpoint {

        /**
         * In this process.
         *
         * @param folder the model repository, absolute or relative to the working directory
         */
        record Local(String folder) implements Endpoint {}
    }
}
