package io.bloomline.it.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** What containers are made of. A system property says which image it is: {@code java.image} and so on. */
enum Image {
    JAVA,
    KAFKA,
    FLINK;

    /** In place of a name: to be made of the jars that this build has, on top of {@link #JAVA}. */
    private static final String LOCAL = "local";

    private static final long PULL_MINUTES = 10;

    /** Its name for the engine; makes it when it is to be made. */
    String reference() {
        if (!isLocal()) {
            return named();
        }
        return switch (this) {
            case KAFKA -> LocalImage.kafka(JAVA.named());
            case FLINK -> LocalImage.flink(JAVA.named());
            case JAVA -> throw new AssertionError(property() + " must name an image that is there");
        };
    }

    /** Whether it is made of the jars that this build has. */
    boolean isLocal() {
        return named().equals(LOCAL);
    }

    /** What keeps containers from being started: no engine, or an image that is neither here nor to be had. */
    static Optional<String> obstacle() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("There is no Docker engine: start one, or set DOCKER_HOST to where it is");
        }
        return Arrays.stream(values())
                .filter(image -> !image.isLocal())
                .flatMap(image -> image.absence().stream())
                .findFirst();
    }

    private Optional<String> absence() {
        DockerClient docker = DockerClientFactory.instance().client();
        try {
            docker.inspectImageCmd(named()).exec();
            return Optional.empty();
        } catch (NotFoundException notYet) {
            return pull(docker).map(why -> "The image %s is neither here nor to be had (%s): name another by -D%s"
                    .formatted(named(), why, property()));
        }
    }

    /** Once, because Testcontainers would ask a registry that isn't there for minutes. Returns why it failed. */
    private Optional<String> pull(DockerClient docker) {
        try {
            boolean done = docker.pullImageCmd(named()).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
            return done ? Optional.empty() : Optional.of("it took more than " + PULL_MINUTES + " minutes");
        } catch (DockerException | DockerClientException refused) {
            return Optional.of(String.valueOf(refused.getMessage()).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + named() + " was pulled", e);
        }
    }

    private String named() {
        return System.getProperty(property(), official());
    }

    /** Of the releases that the build is made with, which Maven tells. */
    private String official() {
        return switch (this) {
            case JAVA -> "eclipse-temurin:17-jre";
            case KAFKA -> "apache/kafka:" + System.getProperty("kafka.version");
            case FLINK -> "flink:" + System.getProperty("flink.version") + "-java17";
        };
    }

    private String property() {
        return name().toLowerCase(Locale.ROOT) + ".image";
    }
}
