package io.bloomline.job.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JobFileReferenceTest {

    private static final Path REFERENCE = Path.of("JOB-FILE.md");

    @Test
    void theReferenceIsWhatTheCodeSays() throws IOException {
        if (Boolean.getBoolean("update-reference")) {
            Files.writeString(REFERENCE, JobFileReference.markdown());
        }

        assertThat(Files.readString(REFERENCE))
                .as("jobs/JOB-FILE.md; to write it anew: mvn test -pl jobs -am -Dtest=JobFileReferenceTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dupdate-reference=true")
                .isEqualTo(JobFileReference.markdown());
    }
}
