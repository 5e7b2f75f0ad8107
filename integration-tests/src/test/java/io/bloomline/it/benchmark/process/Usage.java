package io.bloomline.it.benchmark.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process uses.
 *
 * @param process the process
 */
public record Usage(ProcessHandle process) {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern FULL_COLLECTION = Pattern.compile("Pause Full .*?->(\\d+)M\\(");

    /** Processor time of all its threads since its start, compilation and garbage collection included. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Most memory that it ever had, in bytes, Java's own included; empty where the system doesn't say (Linux does). */
    public OptionalLong peakResident() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            Matcher peak = PEAK.matcher(Files.exists(status) ? Files.readString(status) : "");
            return peak.find() ? OptionalLong.of(Long.parseLong(peak.group(1)) << 10) : OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Bytes of heap that are in use after a full collection, which this asks for.
     *
     * @param log where the process writes its collections ({@code -Xlog:gc}): a moment later, new garbage would count
     */
    public long liveHeap(Path log) {
        jcmd("GC.run");
        try {
            Matcher collection = FULL_COLLECTION.matcher(Files.readString(log));
            long megabytes = 0;
            while (collection.find()) {
                megabytes = Long.parseLong(collection.group(1));
            }
            return megabytes << 20;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void jcmd(String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            asked.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd, which comes with a JDK, could not be run", e);
        }
    }
}
