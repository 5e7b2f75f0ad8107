package io.bloomline.job.command;

import java.nio.file.Path;

/** Where Flink, Kafka and Bloomline write in detail what they do, when they run in this process. */
public final class LogFile {

    private static final String PROPERTY = "bloomline.log";

    private LogFile() {}

    /** Chooses a file of this process; before anything is logged. */
    public static void choose() {
        if (System.getProperty(PROPERTY) == null) {
            String name = "bloomline-" + ProcessHandle.current().pid() + ".log";
            System.setProperty(
                    PROPERTY,
                    Path.of(System.getProperty("java.io.tmpdir"), name).toString());
        }
    }

    /** The file chosen, for messages. */
    public static String path() {
        return System.getProperty(PROPERTY, "as Log4j is configured");
    }
}
