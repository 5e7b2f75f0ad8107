package io.bloomline.it.faults;

import io.bloomline.it.cluster.Broker;
import io.bloomline.it.support.kserve.Cable.Direction;
import java.util.List;
import java.util.function.Consumer;

/** What befalls the broker, or the line between the job and it. */
final class BrokerFaults {

    /** It is killed, and started again with what it had stored. */
    static final Fault DIES = broker("broker dies", Broker::kill, Broker::restart);

    static final Fault STANDS_STILL = broker("broker stands still", Broker::pause, Broker::resume);

    /** All connections are reset, and new ones refused. */
    static final Fault CUT_OFF =
            broker("broker cut off", broker -> broker.cable().cut(), broker -> broker.cable()
                    .mend());

    /** Connections stay open, and nothing comes back. */
    static final Fault UNHEARD =
            broker("broker unheard", broker -> broker.cable().freeze(Direction.TO_CLIENT), broker -> broker.cable()
                    .thaw());

    /** Connections stay open, and what is sent arrives when all is over. */
    static final Fault HEARS_NOTHING = broker(
            "broker hears nothing", broker -> broker.cable().freeze(Direction.TO_SERVER), broker -> broker.cable()
                    .thaw());

    static final List<Fault> ALL = List.of(DIES, STANDS_STILL, CUT_OFF, UNHEARD, HEARS_NOTHING);

    private BrokerFaults() {}

    private static Fault broker(String name, Consumer<Broker> begin, Consumer<Broker> end) {
        return Fault.of(
                name,
                trial -> begin.accept(trial.cluster().broker()),
                trial -> end.accept(trial.cluster().broker()));
    }
}
