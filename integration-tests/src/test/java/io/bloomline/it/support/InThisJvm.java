package io.bloomline.it.support;

import io.bloomline.job.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * Bloomline's command line in the JVM of the test, for tests to which the process says nothing: no launcher, no jar, no
 * signals, and for that a start that costs little once one has run. The folder that relative paths begin at is the module's.
 */
public final class InThisJvm {

    private InThisJvm() {}

    /** Runs a command line to its end. */
    public static Bloomline.Finished run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.execute(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Bloomline.Finished(exitCode, out.toString(), err.toString(), List.of());
    }
}
