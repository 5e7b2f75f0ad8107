package io.bloomline.it.process;

import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.LauncherClasses;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What to start, with this process's own Java, in the root of the repository.
 *
 * @param classPath as {@code -cp} takes it
 * @param mainClass its name
 * @param jvm       options of the JVM
 * @param arguments of the program
 * @param log       file that standard error is added to, and standard output where nobody listens
 */
public record Program(String classPath, String mainClass, List<String> jvm, List<String> arguments, Path log) {

    /** Options of what is started often and has little to compute. */
    public static final List<String> QUICK = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xlog:disable", "-Djava.awt.headless=true");

    /** One of the tests' own classes. */
    public static Program ofTests(Class<?> mainClass, List<String> jvm, List<String> arguments, Path log) {
        return new Program(System.getProperty("java.class.path"), mainClass.getName(), jvm, arguments, log);
    }

    /** A program of the launcher's class path and of what is given besides. */
    public static Program ofLauncher(
            String mainClass, String moreClasses, List<String> jvm, List<String> arguments, Path log) {
        String classPath = LauncherClasses.PATH + File.pathSeparator + moreClasses;
        return new Program(classPath, mainClass, jvm, arguments, log).with(LauncherClasses.archive());
    }

    /** The same with more options of the JVM. */
    public Program with(List<String> more) {
        List<String> all = new ArrayList<>(jvm);
        all.addAll(more);
        return new Program(classPath, mainClass, all, arguments, log);
    }

    /** What messages call it. */
    String name() {
        return mainClass.substring(mainClass.lastIndexOf('.') + 1);
    }

    private Path temporary() {
        try {
            return Files.createDirectories(log.toAbsolutePath().resolveSibling("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessBuilder builder() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dbloomline.home=" + Bloomline.HOME);
        // What is killed leaves native libraries behind.
        command.add("-Djava.io.tmpdir=" + temporary());
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Bloomline.HOME.toFile())
                .redirectError(Redirect.appendTo(log.toFile()));
        // It would be told on standard error, and change what is measured.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }
}
