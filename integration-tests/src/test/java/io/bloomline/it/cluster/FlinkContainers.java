package io.bloomline.it.cluster;

import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** A JobManager and TaskManagers in containers, which share a network and the folder of checkpoints. */
final class FlinkContainers {

    private static final String JOB_MANAGER = "jobmanager";
    private static final int REST_PORT = 8081;

    private FlinkContainers() {}

    static FlinkCluster start(Path folder) {
        String image = Image.FLINK.reference();
        Network network = Network.newNetwork();
        int restPort = Ports.free();
        GenericContainer<?> jobManager = container(image, network, "jobmanager")
                .withNetworkAliases(JOB_MANAGER)
                .withCopyFileToContainer(ContainerCluster.JOB, FlinkCommand.JAR)
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withMounts(
                                List.of(new Mount().withType(MountType.VOLUME).withTarget(FlinkCommand.CHECKPOINTS))));
        jobManager.setPortBindings(List.of(ContainerCluster.published(restPort, REST_PORT)));
        Node jobManagerNode = ContainerNode.start(jobManager, folder.resolve("jobmanager.log"));
        FlinkCommand command = new FlinkCommand(jobManager);
        command.openCheckpoints();
        List<Node> taskManagers = new ArrayList<>();
        for (int i = 1; i <= FlinkCluster.TASK_MANAGERS; i++) {
            GenericContainer<?> taskManager =
                    container(image, network, "taskmanager").withVolumesFrom(jobManager, BindMode.READ_WRITE);
            taskManagers.add(ContainerNode.start(taskManager, folder.resolve("taskmanager-" + i + ".log")));
        }
        return FlinkCluster.of(new JobManagerApi(restPort), command, jobManagerNode, taskManagers);
    }

    private static GenericContainer<?> container(String image, Network network, String role) {
        return ContainerCluster.container(image)
                .withNetwork(network)
                .withEnv("FLINK_PROPERTIES", properties())
                .withCommand(role);
    }

    private static String properties() {
        Map<String, String> settings = FlinkSettings.of("file:" + FlinkCommand.CHECKPOINTS);
        settings.put("jobmanager.rpc.address", JOB_MANAGER);
        settings.put("jobmanager.memory.process.size", "1g");
        settings.put("taskmanager.memory.process.size", "1200m");
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + ": " + setting.getValue())
                .collect(Collectors.joining("\n"));
    }
}
