package io.bloomline.job.file;

/**
 * Something that is wrong in a job file.
 *
 * @param line    line, from 1
 * @param column  column, from 1
 * @param key     dotted key that the message is about; empty when it is about the file
 * @param message what is wrong and what to do; never a value that was substituted
 */
public record Problem(int line, int column, String key, String message) {

    /** As a line of output: {@code job.yaml:12:3 sink.format: 'jsn' is not one of json, avro}. */
    public String format(String fileName) {
        return fileName + ":" + line + ":" + column + " " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
