package io.bloomline.it.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs of a JobManager that has the job's jar as if it had been uploaded, and shares its files with the test. */
record UploadedJar(JobManagerApi api, FlinkFolder folder) implements FlinkCluster.Site {

    @Override
    public String submit(Path file, int parallelism, @Nullable String from) {
        return api.run(FlinkFolder.JAR, List.of("run", file.toString()), parallelism, from);
    }

    @Override
    public Optional<String> newestCheckpoint(String job) {
        return folder.newestCheckpoint(job);
    }
}
