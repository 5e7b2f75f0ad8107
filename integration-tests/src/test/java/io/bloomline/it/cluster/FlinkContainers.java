package io.bloomline.it.cluster;

import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.kserve.KServeServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/**
 * A JobManager and TaskManagers in containers of the image that people deploy, with the configuration that comes with
 * it. They share a network and the folder of checkpoints, aren't root, and can't write to anything else.
 */
final class FlinkContainers {

    /** Where they find the project's models. */
    static final String MODELS = "/models";

    private static final Path CONFIGURATION = Bloomline.HOME.resolve("deploy/compose/flink");
    private static final String JOB_MANAGER = "jobmanager";
    private static final int REST_PORT = 8081;

    private FlinkContainers() {}

    static FlinkCluster start(Path folder) {
        BloomlineImage.make(Image.FLINK.reference(), folder.resolve("image.log"));
        Path configuration = configuration(folder.resolve("conf"));
        Path files = folder(folder.resolve("files"));
        Network network = Network.newNetwork();
        int restPort = Ports.free();
        GenericContainer<?> jobManager = container(network, "jobmanager")
                .withNetworkAliases(JOB_MANAGER)
                .withFileSystemBind(configuration.toString(), "/opt/flink/conf", BindMode.READ_ONLY)
                .withFileSystemBind(files.toString(), FlinkCommand.FILES, BindMode.READ_ONLY)
                .withFileSystemBind(KServeServer.REPOSITORY.toString(), MODELS, BindMode.READ_ONLY);
        jobManager.withCreateContainerCmdModifier(command -> command.getHostConfig()
                .withMounts(List.of(new Mount().withType(MountType.VOLUME).withTarget(FlinkCommand.CHECKPOINTS))));
        jobManager.setPortBindings(List.of(ContainerCluster.published(restPort, REST_PORT)));
        Node jobManagerNode = ContainerNode.start(jobManager, folder.resolve("jobmanager.log"));
        FlinkCommand command = new FlinkCommand(jobManager, files);
        List<Node> taskManagers = new ArrayList<>();
        for (int i = 1; i <= FlinkCluster.TASK_MANAGERS; i++) {
            GenericContainer<?> taskManager =
                    container(network, "taskmanager").withVolumesFrom(jobManager, BindMode.READ_WRITE);
            taskManagers.add(ContainerNode.start(taskManager, folder.resolve("taskmanager-" + i + ".log")));
        }
        return FlinkCluster.of(new JobManagerApi(restPort), command, jobManagerNode, taskManagers);
    }

    private static GenericContainer<?> container(Network network, String role) {
        return ContainerCluster.container(BloomlineImage.NAME)
                .withNetwork(network)
                .withTmpFs(Map.of("/tmp", "rw,exec,mode=1777"))
                .withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withReadonlyRootfs(true))
                .withCommand(role);
    }

    /** What comes with the project, with the settings of all clusters here. */
    private static Path configuration(Path folder) {
        Map<String, String> settings = FlinkSettings.of("file:" + FlinkCommand.CHECKPOINTS);
        settings.put("jobmanager.memory.process.size", "1g");
        settings.put("taskmanager.memory.process.size", "1200m");
        try {
            folder(folder);
            for (String file : List.of("log4j-console.properties", "log4j-cli.properties")) {
                Files.copy(CONFIGURATION.resolve(file), folder.resolve(file));
            }
            Load yaml = new Load(LoadSettings.builder().build());
            ((Map<?, ?>) yaml.loadFromString(Files.readString(CONFIGURATION.resolve("config.yaml"))))
                    .forEach((key, value) -> settings.putIfAbsent(key.toString(), value.toString()));
            Files.writeString(
                    folder.resolve("config.yaml"),
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + ": " + setting.getValue() + "\n")
                            .collect(Collectors.joining()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
