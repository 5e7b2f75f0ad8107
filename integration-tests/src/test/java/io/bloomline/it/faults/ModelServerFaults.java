package io.bloomline.it.faults;

import io.bloomline.it.cluster.ModelServer;
import io.bloomline.it.support.kserve.Cable.Direction;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What befalls the server of models, or the line between the job and it. */
final class ModelServerFaults {

    /** It is killed, and started again. */
    static final Fault DIES =
            server("server dies", ModelServer::kill, ModelServer::restart).repeating(lasted -> 1);

    static final Fault STANDS_STILL = server("server stands still", ModelServer::pause, ModelServer::resume)
            .repeating(ModelServerFaults::perTimeout)
            .withWitnesses(ModelServerFaults::trials);

    /** All connections are reset, and new ones refused. */
    static final Fault CUT_OFF = server(
                    "server cut off", server -> server.cable().cut(), server -> server.cable()
                            .mend())
            .repeating(lasted -> 1);

    /** Connections stay open, and nothing comes back. */
    static final Fault UNHEARD = server(
                    "server unheard", server -> server.cable().freeze(Direction.TO_CLIENT), server -> server.cable()
                            .thaw())
            .repeating(ModelServerFaults::perTimeout)
            .withWitnesses(ModelServerFaults::trials);

    /** Connections stay open, and what is asked arrives when all is over. */
    static final Fault HEARS_NOTHING = server(
                    "server hears nothing",
                    server -> server.cable().freeze(Direction.TO_SERVER),
                    server -> server.cable().thaw())
            .repeating(ModelServerFaults::perTimeout)
            .withWitnesses(ModelServerFaults::trials);

    static final List<Fault> ALL = List.of(DIES, STANDS_STILL, CUT_OFF, UNHEARD, HEARS_NOTHING);

    private ModelServerFaults() {}

    private static Fault server(String name, Consumer<ModelServer> begin, Consumer<ModelServer> end) {
        return Fault.of(
                name,
                trial -> begin.accept(trial.cluster().models()),
                trial -> end.accept(trial.cluster().models()));
    }

    /** When it began, when it ended, and each time that the wait for an answer was given up. */
    private static int perTimeout(Duration lasted) {
        return 2 + Math.toIntExact(lasted.dividedBy(Trial.ANSWER_TIMEOUT));
    }

    /** Whoever has waited in vain three times asks for something else, one after the other. */
    private static int trials(Duration lasted) {
        return Math.toIntExact(lasted.dividedBy(Trial.ANSWER_TIMEOUT));
    }
}
