package io.bloomline.it.cluster;

import io.bloomline.it.process.Program;
import io.bloomline.it.support.LauncherClasses;
import io.bloomline.job.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an installation of Flink holds, made of the jars that the launcher runs with: configuration, logs, checkpoints,
 * and the job's jar as if it had been uploaded.
 *
 * @param root    where it is
 * @param classes where it has the job's classes from
 */
record FlinkFolder(Path root, JobClasses classes) {

    /** Name of the job's jar, which the JobManager knows it by. */
    static final String JAR = "bloomline.jar";

    /** Writes it. */
    static FlinkFolder create(Path root, JobClasses classes, int rpcPort, int restPort) {
        FlinkFolder folder = new FlinkFolder(root, classes);
        try {
            Path uploads = Files.createDirectories(root.resolve("web/flink-web-upload"));
            if (classes == JobClasses.OF_EACH_JOB) {
                Files.createSymbolicLink(uploads.resolve(JAR), LauncherClasses.JAR);
            } else {
                writeEmptyJar(uploads.resolve(JAR));
            }
            Files.createDirectories(root.resolve("conf"));
            Files.createDirectories(root.resolve("tmp"));
            Files.writeString(
                    root.resolve("conf/config.yaml"),
                    folder.settings(rpcPort, restPort).entrySet().stream()
                            .map(setting -> setting.getKey() + ": " + setting.getValue() + "\n")
                            .collect(Collectors.joining()));
            Files.writeString(
                    root.resolve("conf/log4j2.properties"),
                    """
                    rootLogger.level = info
                    rootLogger.appenderRef.console.ref = console
                    appender.console.name = console
                    appender.console.type = CONSOLE
                    appender.console.layout.type = PatternLayout
                    appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} %m%n%ex{30}
                    logger.kafka.name = org.apache.kafka
                    logger.kafka.level = warn
                    """);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that only says what is to be run. */
    private static void writeEmptyJar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }

    /** Where checkpoints and savepoints go. */
    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** The complete checkpoint of a job with the highest number; empty before the first. */
    Optional<String> newestCheckpoint(String job) {
        Path folder = checkpoints().resolve(job);
        try (Stream<Path> all = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return all.filter(checkpoint -> Files.exists(checkpoint.resolve("_metadata")))
                    .max(Comparator.comparingInt(
                            checkpoint -> Integer.parseInt(name(checkpoint).substring("chk-".length()))))
                    .map(newest -> newest.toUri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Program jobManager() {
        return program(
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                // It runs the job's own program, which Flink's scripts open these to.
                List.of("-Xmx320m", "--add-opens=java.base/java.util=ALL-UNNAMED"),
                List.of("--executionMode", "cluster"),
                "jobmanager.log");
    }

    Program taskManager(int number) {
        return program(
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                List.of("-Xmx320m", "-XX:MaxDirectMemorySize=256m"),
                List.of("-D", "taskmanager.resource-id=tm-" + number),
                "taskmanager-" + number + ".log");
    }

    private Program program(String mainClass, List<String> heap, List<String> arguments, String log) {
        List<String> all = Stream.concat(
                        Stream.of("--configDir", root.resolve("conf").toString()), arguments.stream())
                .toList();
        String jars = libraries().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Path file = root.resolve(log);
        // The launcher's class path has the broker's libraries too, which nothing here asks for.
        Program program = classes == JobClasses.OF_EACH_JOB
                ? new Program(jars, mainClass, heap, all, file)
                : Program.ofLauncher(mainClass, jars, heap, all, file);
        return program.with(Program.QUICK)
                .with(List.of("-Dlog4j2.configurationFile=" + root.resolve("conf/log4j2.properties")));
    }

    /** The launcher's libraries without the broker's, and those of Flink's that the job's jar brings for the launcher. */
    static List<Path> libraries() {
        try (Stream<Path> jars = Files.list(LauncherClasses.LIBRARIES)) {
            Stream<Path> ofLauncher = jars.filter(jar -> !name(jar).matches("(kafka|scala).*"));
            Stream<Path> ofTests = Stream.of(
                            System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .filter(jar -> name(jar).matches("(snakeyaml-engine|commons-|snappy-java|lz4-java).*[.]jar"));
            return Stream.concat(ofLauncher, ofTests).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of them that write logs. */
    static List<Path> loggers() {
        return libraries().stream()
                .filter(jar -> name(jar).matches("(slf4j|log4j)-.*[.]jar"))
                .toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private Map<String, String> settings(int rpcPort, int restPort) {
        Map<String, String> settings = FlinkSettings.of(checkpoints().toUri().toString());
        settings.put("jobmanager.rpc.address", "127.0.0.1");
        settings.put("jobmanager.bind-host", "127.0.0.1");
        settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
        settings.put("rest.address", "127.0.0.1");
        settings.put("rest.bind-address", "127.0.0.1");
        settings.put("rest.port", Integer.toString(restPort));
        settings.put("taskmanager.host", "127.0.0.1");
        settings.put("taskmanager.bind-host", "127.0.0.1");
        // A TaskManager takes these as they are; the scripts of a distribution would compute them.
        settings.put("taskmanager.cpu.cores", "1.0");
        settings.put("taskmanager.memory.framework.heap.size", "64m");
        settings.put("taskmanager.memory.framework.off-heap.size", "64m");
        settings.put("taskmanager.memory.task.heap.size", "256m");
        settings.put("taskmanager.memory.task.off-heap.size", "64m");
        settings.put("taskmanager.memory.network.min", "32m");
        settings.put("taskmanager.memory.network.max", "32m");
        settings.put("taskmanager.memory.jvm-metaspace.size", "192m");
        settings.put("taskmanager.memory.jvm-overhead.min", "64m");
        settings.put("taskmanager.memory.jvm-overhead.max", "64m");
        settings.put("web.upload.dir", root.resolve("web").toString());
        settings.put("io.tmp.dirs", root.resolve("tmp").toString());
        return settings;
    }
}
