package io.bloomline.it.cluster;

import io.bloomline.it.support.JavaProcess.Program;
import io.bloomline.it.support.kserve.Cable;
import io.bloomline.it.support.kserve.ServeToys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Clusters whose parts are processes on this machine. */
final class ProcessCluster {

    private static final String HOST = "127.0.0.1";

    private ProcessCluster() {}

    /** Starts all parts in a folder, and waits until they work. */
    static Cluster start(Path folder) {
        FlinkCluster flink = flink(folder.resolve("flink"));
        return new Cluster(folder, broker(folder), models(folder), flink);
    }

    private static FlinkCluster flink(Path root) {
        int restPort = Ports.free();
        FlinkFolder folder = FlinkFolder.create(root, Ports.free(), restPort);
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
        List<String> arguments = List.of(
                folder.resolve("broker").toString(),
                Integer.toString(jobPort),
                Integer.toString(cable.port()),
                Integer.toString(directPort),
                Integer.toString(Ports.free()));
        Program program = Program.ofTests(ServeBroker.class, arguments, folder.resolve("broker.log"));
        Node node = ProcessNode.start(program, ServeBroker.SERVING, line -> {});
        return new Broker(node, cable, HOST + ":" + cable.port(), HOST + ":" + directPort);
    }

    private static ModelServer models(Path folder) {
        int port = Ports.free();
        List<String> arguments = List.of(HOST, Integer.toString(port), Long.toString(ModelServer.ANSWER.toMillis()));
        Program program = Program.ofTests(ServeToys.class, arguments, folder.resolve("model-server.log"));
        Questions questions = new Questions();
        Node node = ProcessNode.start(program, ServeToys.SERVING, questions);
        Cable cable = Cable.to(port);
        return new ModelServer(node, cable, "grpc://" + HOST + ":" + cable.port(), questions);
    }
}
