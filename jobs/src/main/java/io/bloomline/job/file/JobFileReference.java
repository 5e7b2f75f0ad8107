package io.bloomline.job.file;

import io.bloomline.job.file.Option.Absent;
import java.util.stream.Collectors;

/** The reference of the job file, made from the options themselves. */
public final class JobFileReference {

    private JobFileReference() {}

    /** The table of all keys in Markdown. */
    public static String markdown() {
        return JobOptions.ALL.stream()
                .map(JobFileReference::row)
                .collect(Collectors.joining(
                        "\n",
                        """
                        # The keys of a job file

                        Made from the code by `JobFileReferenceTest`; change it there. In any value, `${env:NAME}` stands for an
                        environment variable and `${file:PATH}` for the contents of a file; `$${` stands for `${` itself. Relative
                        paths start at the working directory. Exactly one of `task.embed`, `task.translate` and `task.generate` is
                        given.

                        | key | value | default | what it does |
                        |---|---|---|---|
                        """,
                        "\n"));
    }

    private static String row(Option<?> option) {
        return "| `" + option.key() + "` | " + option.type().description() + " | " + absent(option.absent()) + " | "
                + option.about() + " |";
    }

    private static String absent(Absent absent) {
        if (absent instanceof Absent.Default value) {
            return "`" + value.yaml() + "`";
        }
        return absent instanceof Absent.Nothing nothing ? nothing.meaning() : "required";
    }
}
