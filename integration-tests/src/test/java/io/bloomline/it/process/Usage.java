package io.bloomline.it.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
    private static final Pattern LIVE = Pattern.compile("Total +\\d+ +(\\d+)");

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

    /** Bytes of the objects on its heap that are in use; for this, all others are collected. */
    public long liveHeap() {
        Matcher live = LIVE.matcher(jcmd("GC.class_histogram"));
        if (!live.find()) {
            throw new IllegalStateException("process " + process.pid() + " doesn't tell its heap");
        }
        return Long.parseLong(live.group(1));
    }

    /** How many of its threads have names that begin so. */
    public long threads(String name) {
        return jcmd("Thread.print")
                .lines()
                .filter(line -> line.startsWith("\"" + name))
                .count();
    }

    /** How many class loaders of a class, named in full, can't be collected. */
    public long classLoaders(String ofClass) {
        jcmd("GC.run");
        return jcmd("VM.classloader_stats")
                .lines()
                .filter(line -> line.endsWith(" " + ofClass))
                .count();
    }

    private String jcmd(String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(asked.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd, which comes with a JDK, could not be run", e);
        }
    }
}
