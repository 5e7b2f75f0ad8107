package io.bloomline.job.command;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The job file that a command is given. */
final class JobFileArgument {

    @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file; its keys: jobs/JOB-FILE.md")
    private Path file = Path.of("");

    /** Reads it, or ends the command with everything that is wrong in it. */
    JobFile read() {
        try {
            return new JobFileReader().read(file);
        } catch (JobFileException refused) {
            throw new FailedException(refused.lines(), refused);
        }
    }

    /** Problems that were found with the file's help, as lines to print. */
    List<String> lines(List<String> problems) {
        return problems.stream().map(problem -> file + " " + problem).toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
