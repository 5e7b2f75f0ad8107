package io.bloomline.job.local;

import java.io.Console;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo writes.
 *
 * @param out      the stream, in UTF-8
 * @param terminal whether a line can be written anew there
 * @param colours  whether it shows colours
 */
record Screen(PrintWriter out, boolean terminal, boolean colours) {

    /** A screen that is a terminal if this process has one, in colours unless {@code NO_COLOR} is set. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal knows
    static Screen of(PrintWriter out) {
        boolean terminal = isTerminal(System.console());
        return new Screen(out, terminal, terminal && System.getenv("NO_COLOR") == null);
    }

    /** From Java 22 on there is a console without a terminal, and a method that tells. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    /** Writes a line. */
    void line(String text, Ink ink) {
        out.println(ink.on(text, colours));
    }

    /** Writes a line without colour. */
    void line(String text) {
        line(text, Ink.PLAIN);
    }

    /** Writes the heading of a section, with a line before it. */
    void heading(String title, String remark) {
        out.println();
        out.println(Ink.BOLD.on(title, colours) + "  " + Ink.FAINT.on(remark, colours));
    }

    /** Writes a table. */
    void table(Table table) {
        table.lines(colours).forEach(out::println);
        out.flush();
    }
}
