package io.bloomline.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import io.bloomline.job.file.SinkSettings.Delivery;
import io.bloomline.job.file.SourceSettings.Stop;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoJobTest {

    @ParameterizedTest
    @EnumSource
    void writesAJobFileThatReadsAsTheJob(DemoJob job, @TempDir Path folder) throws JobFileException {
        JobFile read = new JobFileReader().read(job.write(folder, "127.0.0.1:9092", Path.of("/models"), false));

        assertThat(read.task().name()).isEqualTo(job.title());
        assertThat(read.source().topics()).containsExactly(job.source());
        assertThat(read.source().stop()).isEqualTo(Stop.AT_END);
        assertThat(read.sink().topic()).isEqualTo(job.results());
        assertThat(read.sink().deadLetters()).isEqualTo(job.deadLetters());
        assertThat(read.sink().delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
    }

    @ParameterizedTest
    @EnumSource
    void aJobThatIsKeptNeverStops(DemoJob job, @TempDir Path folder) throws JobFileException {
        JobFile read = new JobFileReader().read(job.write(folder, "127.0.0.1:9092", Path.of("/models"), true));

        assertThat(read.source().stop()).isEqualTo(Stop.NEVER);
    }
}
