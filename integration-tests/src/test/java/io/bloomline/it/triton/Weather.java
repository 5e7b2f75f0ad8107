package io.bloomline.it.triton;

import static org.awaitility.Awaitility.await;

import io.bloomline.it.support.kserve.Cable;
import io.bloomline.it.support.kserve.Exchange;
import io.bloomline.it.support.kserve.KServeServer;
import java.io.UncheckedIOException;
import java.time.Duration;

/** What a day does to a server and to the line to it, whoever is asking. */
enum Weather {
    CALM {
        @Override
        void strike(Exchange exchange, Place place) {}
    },
    /** Connections are reset. */
    DROPS {
        @Override
        void strike(Exchange exchange, Place place) {
            place.cable.drop();
        }
    },
    /** Nobody is there for a while. */
    CUTS {
        @Override
        void strike(Exchange exchange, Place place) {
            place.cable.cut();
            exchange.later(Duration.ofMillis(100), () -> insist(place.cable::mend));
        }
    },
    /** Nothing goes through for a while, and all of it later. */
    FROST {
        @Override
        void strike(Exchange exchange, Place place) {
            place.cable.freeze();
            exchange.later(Duration.ofMillis(100), place.cable::thaw);
        }
    },
    /** The server is killed and started again. */
    RESTARTS {
        @Override
        void strike(Exchange exchange, Place place) {
            place.server.stop();
            insist(place.server::start);
        }
    },
    /** The model is unloaded and loaded again. */
    RELOADS {
        @Override
        void strike(Exchange exchange, Place place) {
            String model = exchange.call().model();
            place.server.unload(model);
            exchange.later(Duration.ofMillis(100), () -> place.server.load(model));
        }
    };

    /** A server and the line that leads to it. */
    record Place(KServeServer server, Cable cable) {}

    /** Does it once; to be called on the server's timer. */
    abstract void strike(Exchange exchange, Place place);

    /** The port that was given up may have been lent to some connection meanwhile. */
    private static void insist(Runnable listen) {
        await().ignoreExceptionsInstanceOf(UncheckedIOException.class).until(() -> {
            listen.run();
            return true;
        });
    }
}
