package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker is away, or can't be reached. */
@ExtendWith(ClusterExtension.class)
class BrokerFaultsIT {

    @Test
    void survivesTheDeathOfTheBroker(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "killed-broker", 2, 3)) {
            trial.awaitAsked(50);
            trial.suffer(BrokerFaults.DIES, 100);
            trial.recover();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesABrokerThatStandsStill(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "paused-broker", 2, 4)) {
            trial.awaitAsked(50);
            trial.suffer(BrokerFaults.STANDS_STILL, 300);
            trial.recover();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesACutTowardsTheBroker(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "cut-broker", 2, 5)) {
            trial.awaitAsked(50);
            trial.suffer(BrokerFaults.CUT_OFF, 300);
            trial.recover();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesABrokerThatHearsAndIsNotHeard(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "mute-broker", 2, 6)) {
            trial.awaitAsked(50);
            trial.suffer(BrokerFaults.UNHEARD, 300);
            trial.recover();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesABrokerThatHearsNothing(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "deaf-broker", 2, 27)) {
            trial.awaitAsked(50);
            trial.suffer(BrokerFaults.HEARS_NOTHING, 300);
            trial.recover();
            assertThat(trial.finish()).isEmpty();
        }
    }

    /** Far away behind a firewall that forgets connections: only time limits tell that they are gone. */
    @Test
    void survivesASlowLineThatLosesItsConnections(Cluster cluster) {
        Plan plan = Plan.of("slow-broker").withKafka("request.timeout.ms: 5000");
        cluster.broker().cable().slowDown(Duration.ofMillis(20));
        try (Trial trial = Trial.start(cluster, plan, 2, 25)) {
            trial.awaitAsked(50);
            cluster.broker().cable().lose();
            trial.awaitWritten(100);
            trial.recover();
            assertThat(trial.finish()).isEmpty();
        } finally {
            cluster.broker().cable().slowDown(Duration.ZERO);
        }
    }
}
