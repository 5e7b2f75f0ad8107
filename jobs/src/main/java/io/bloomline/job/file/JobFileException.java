package io.bloomline.job.file;

import java.util.List;
import java.util.stream.Collectors;

/** A job file that can't be used, with everything that is wrong in it. */
public final class JobFileException extends Exception {

    private final List<String> lines;

    /** The file can't be read at all. */
    public JobFileException(String message) {
        super(message);
        this.lines = List.of(message);
    }

    /** The file was read and has problems, at least one. */
    public JobFileException(String fileName, List<Problem> problems) {
        super(problems.stream().map(problem -> problem.format(fileName)).collect(Collectors.joining("\n")));
        this.lines = problems.stream().map(problem -> problem.format(fileName)).toList();
    }

    /** One line per problem, in the order of the file. */
    public List<String> lines() {
        return lines;
    }
}
