package io.bloomline.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The launcher's class path, and an archive (AppCDS) of what a run loads from it as Java has it in memory, which spares
 * the processes that take it from there a good part of their start.
 */
public final class LauncherClasses {

    private static final Path TARGET = Bloomline.HOME.resolve("jobs/target");

    /** The job with all that it needs beside Flink, as one file. */
    public static final Path JAR = TARGET.resolve("bloomline.jar");

    /** The folder of what a cluster of Flink's brings along. */
    public static final Path LIBRARIES = TARGET.resolve("lib");

    /** The class path as the launcher gives it to Java. The archive is good for any that begins so. */
    public static final String PATH = JAR + ":" + LIBRARIES + "/*";

    private static final Path ARCHIVE = TARGET.resolve("classes.jsa");

    private LauncherClasses() {}

    /**
     * Options by which Java takes classes from the archive; none while nothing has written it. Java goes on without one that
     * is older than the jar, and warns of it.
     */
    public static List<String> archive() {
        return Files.exists(ARCHIVE) ? List.of("-XX:SharedArchiveFile=" + ARCHIVE) : List.of();
    }

    /** A file for the next archive, of which there may be several at a time. */
    static Path newArchive() {
        return TARGET.resolve("classes-" + ProcessHandle.current().pid() + ".jsa");
    }

    /** The option by which Java writes an archive when it ends. */
    static String writing(Path newArchive) {
        return "-XX:ArchiveClassesAtExit=" + newArchive;
    }

    /** Has later processes take their classes from a new archive, if there is one: a run that crashed has written none. */
    static void adopt(Path newArchive) throws IOException {
        if (Files.exists(newArchive)) {
            // Others start meanwhile, and must not find half of it.
            Files.move(newArchive, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
