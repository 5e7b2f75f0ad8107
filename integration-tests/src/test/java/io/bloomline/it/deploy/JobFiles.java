package io.bloomline.it.deploy;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;

/** Job files that come with the project, read where their secrets aren't. */
final class JobFiles {

    private JobFiles() {}

    /** Reads one as the job would; what it takes from files and variables is made up. */
    static JobFile read(String yaml) {
        String known =
                yaml.replaceAll("\\$\\{file:[^}]*}", "made-up").replace("${env:TRITON_ENDPOINT}", "grpcs://gpu-1:8001");
        try {
            return new JobFileReader(name -> "made-up:9093").parse("job.yaml", known);
        } catch (JobFileException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
