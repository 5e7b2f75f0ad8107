package io.bloomline.it.cluster;

import io.bloomline.it.process.Program;
import io.bloomline.it.process.ServeBroker;
import io.bloomline.it.support.kserve.Cable;
import io.bloomline.it.support.kserve.ServeToys;
import io.bloomline.job.local.TemporaryFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Clusters whose parts are processes on this machine. */
public final class ProcessCluster {

    private static final String HOST = "127.0.0.1";

    private ProcessCluster() {}

    /** Starts all parts, and waits until they work. Their logs stay in the folder, which is emptied first. */
    public static Cluster start(Path folder, JobClasses classes) {
        new TemporaryFolder(folder).close();
        FlinkCluster flink = flink(folder.resolve("flink"), classes);
        return new Cluster(folder, broker(folder), models(folder), flink);
    }

    private static FlinkCluster flink(Path root, JobClasses classes) {
        int restPort = Ports.free();
        FlinkFolder folder = FlinkFolder.create(root, classes, Ports.free(), restPort);
        AtomicInteger started = new AtomicInteger();
        Node jobManager = ProcessNode.start(folder::jobManager);
        List<Node> taskManagers = new ArrayList<>();
        for (int i = 0; i < FlinkCluster.TASK_MANAGERS; i++) {
            taskManagers.add(ProcessNode.start(() -> folder.taskManager(started.incrementAndGet())));
        }
        JobManagerApi api = new JobManagerApi(restPort);
        return FlinkCluster.of(api, new UploadedJar(api, folder), jobManager, taskManagers);
    }

    private static Broker broker(Path folder) {
        int jobPort = Ports.free();
        int directPort = Ports.free();
        Cable cable = Cable.to(jobPort);
        String direct = "DIRECT://" + HOST + ":" + directPort;
        String controller = HOST + ":" + Ports.free();
        // Whoever comes through the job's port is sent to the end of a cable from then on; whoever comes directly
        // stays.
        Map<String, String> properties = Map.of(
                "listeners",
                "PLAINTEXT://" + HOST + ":" + jobPort + "," + direct + ",CONTROLLER://" + controller,
                "advertised.listeners",
                "PLAINTEXT://" + HOST + ":" + cable.port() + "," + direct,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,DIRECT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                // What the broker tells itself must not depend on the job's network.
                "inter.broker.listener.name",
                "DIRECT",
                "controller.quorum.voters",
                "1@" + controller);
        Program program = ServeBroker.program(folder, jobPort, properties).with(Program.QUICK);
        Node node = ProcessNode.start(program, ServeBroker.SERVING, line -> {});
        return new Broker(node, cable, HOST + ":" + cable.port(), HOST + ":" + directPort);
    }

    private static ModelServer models(Path folder) {
        int port = Ports.free();
        List<String> arguments = List.of(HOST, Integer.toString(port), Long.toString(ModelServer.ANSWER.toMillis()));
        Program program = Program.ofTests(
                        ServeToys.class, List.of("-Xmx384m"), arguments, folder.resolve("model-server.log"))
                .with(Program.QUICK);
        Questions questions = new Questions();
        Node node = ProcessNode.start(program, ServeToys.SERVING, questions);
        Cable cable = Cable.to(port);
        return new ModelServer(node, cable, "grpc://" + HOST + ":" + cable.port(), questions);
    }
}
