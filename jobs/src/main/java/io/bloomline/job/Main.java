package io.bloomline.job;

import io.bloomline.job.local.DemoCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Bloomline's command line. */
@Command(
        name = "bloomline",
        description = "Streaming batch inference: Kafka topics in, Kafka topics out, exactly once.",
        subcommands = {DemoCommand.class},
        mixinStandardHelpOptions = true)
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = execute(args, out, err);
        if (Boolean.getBoolean("bloomline.local")) {
            System.exit(code);
        }
    }

    /**
     * Runs a command line.
     *
     * @return 0 done, 1 the job or its configuration is at fault, 2 wrong usage
     */
    public static int execute(String[] args, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main()).setOut(out).setErr(err).execute(args);
    }
}
