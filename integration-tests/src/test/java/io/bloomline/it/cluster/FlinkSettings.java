package io.bloomline.it.cluster;

import java.util.Map;
import java.util.TreeMap;

/** What is set in every cluster of Flink, whatever its parts run in. */
final class FlinkSettings {

    private FlinkSettings() {}

    /**
     * Settings that more may be added to.
     *
     * @param checkpoints URI of the folder that checkpoints and savepoints go to
     */
    static Map<String, String> of(String checkpoints) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("taskmanager.numberOfTaskSlots", Integer.toString(FlinkCluster.SLOTS_EACH));
        // So that each has work to lose.
        settings.put("taskmanager.load-balance.mode", "SLOTS");
        settings.put("taskmanager.memory.managed.size", "0b");
        // A process that was killed is missed after two of the first; one that is only slow has the second.
        settings.put("heartbeat.interval", "500");
        settings.put("heartbeat.timeout", "12000");
        // How old what is said of a job may be, and so how long each test waits for its end.
        settings.put("web.refresh-interval", "100 ms");
        settings.put("execution.checkpointing.dir", checkpoints);
        settings.put("execution.checkpointing.savepoint-dir", checkpoints);
        return settings;
    }
}
