package io.bloomline.job;

import io.bloomline.job.command.CheckCommand;
import io.bloomline.job.command.DeadLettersCommand;
import io.bloomline.job.command.FailedException;
import io.bloomline.job.command.LogFile;
import io.bloomline.job.command.RunCommand;
import io.bloomline.job.command.VerifyCommand;
import io.bloomline.job.command.Version;
import io.bloomline.job.local.DemoCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Bloomline's command line. */
@Command(
        name = "bloomline",
        description = "Streaming batch inference: Kafka topics in, Kafka topics out, exactly once.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CheckCommand.class,
            DeadLettersCommand.class,
            VerifyCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 the job or its configuration is at fault, 2 wrong usage,",
            "130 stopped by Ctrl-C, 143 by SIGTERM."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {

    /** Set by the launcher script: this process is ours alone, so we may end it. */
    private static final boolean OWN_PROCESS = Boolean.getBoolean("bloomline.local");

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs a command line; in our own process ends it with the exit code, in Flink's client throws on failure. */
    public static void main(String[] args) {
        if (OWN_PROCESS) {
            LogFile.choose();
        }
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var told = new KeptWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
        int code = execute(args, out, new PrintWriter(told, true));
        if (OWN_PROCESS) {
            System.exit(code);
        }
        if (code != 0) {
            // Who submitted the job from afar sees this, and not what was printed here.
            throw new IllegalStateException("bloomline ended with exit code " + code + ":\n" + told.text());
        }
    }

    /**
     * Runs a command line in any process.
     *
     * @return 0 done, 1 the job or its configuration is at fault, 2 wrong usage
     */
    public static int execute(String[] args, PrintWriter out, PrintWriter err) {
        Main main = new Main();
        return new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, given) -> main.wrongUsage(wrong))
                .setExecutionExceptionHandler((thrown, commandLine, parsed) -> main.failed(thrown, commandLine))
                .execute(args);
    }

    /** Without a command. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "A command is missing: " + String.join(", ", spec.subcommands().keySet()));
    }

    private int wrongUsage(ParameterException wrong) {
        CommandLine commandLine = wrong.getCommandLine();
        PrintWriter err = commandLine.getErr();
        error(commandLine, List.of(wrong.getMessage() + didYouMean(wrong)));
        err.println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
        return WRONG_USAGE;
    }

    private static String didYouMean(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
        }
        return "";
    }

    private int failed(Exception thrown, CommandLine commandLine) {
        if (thrown instanceof FailedException failed) {
            error(commandLine, failed.lines());
        } else {
            error(
                    commandLine,
                    List.of("Unexpected " + thrown.getClass().getSimpleName() + ": " + thrown.getMessage()
                            + (verbose ? "" : " (--verbose shows where)")));
        }
        if (verbose) {
            thrown.printStackTrace(commandLine.getErr());
        }
        return FAILED;
    }

    private static void error(CommandLine commandLine, List<String> lines) {
        var colours = commandLine.getColorScheme();
        lines.forEach(line -> commandLine.getErr().println(colours.errorText("error") + " " + line));
    }
}
