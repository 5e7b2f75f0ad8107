package io.bloomline.job.command;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The signals that ask a process to end: Ctrl-C, {@code kill}, a closed terminal. While it is open they end nothing by
 * themselves: whoever listens does. A signal that this process was started to ignore stays ignored.
 *
 * <p>Not a shutdown hook, because Flink's and the log's own hooks would take away at the same time what a stop needs, and
 * because the JVM doesn't notice a second signal once its hooks run.
 */
public final class Signals implements AutoCloseable {

    private static final List<String> NAMES = List.of("HUP", "INT", "TERM");

    /** What a shell adds to a signal's number, so that the exit code tells the signal. */
    private static final int EXIT_CODE_OF_SIGNALS = 128;

    private final JvmSignals jvm;
    private final Map<Object, Object> before = new HashMap<>();

    private Signals(JvmSignals jvm) {
        this.jvm = jvm;
    }

    /**
     * Listens until it is closed.
     *
     * @param listener is given the exit code that tells the signal, such as 130 for Ctrl-C; each time, on a thread of its
     *     own
     */
    public static Signals listen(IntConsumer listener) {
        Signals signals = new Signals(new JvmSignals());
        for (String name : NAMES) {
            Object signal = signals.jvm.signal(name);
            Object handler = signals.jvm.handler(number -> listener.accept(EXIT_CODE_OF_SIGNALS + number));
            signals.before.put(signal, signals.jvm.handle(signal, handler));
        }
        return signals;
    }

    @Override
    public void close() {
        before.forEach(jvm::handle);
    }

    /**
     * {@code sun.misc.Signal}, which every JDK has in its module {@code jdk.unsupported}; by reflection, because to name it
     * in the source is a warning that can't be switched off.
     */
    private static final class JvmSignals {

        private final Class<?> signal = type("sun.misc.Signal");
        private final Class<?> handler = type("sun.misc.SignalHandler");

        Object signal(String name) {
            return call(() -> signal.getConstructor(String.class).newInstance(name));
        }

        Object handler(IntConsumer listener) {
            return Proxy.newProxyInstance(
                    Signals.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, given) -> switch (method.getName()) {
                        case "handle" -> {
                            listener.accept((int) signal.getMethod("getNumber").invoke(given[0]));
                            yield null;
                        }
                        case "equals" -> proxy == given[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "a listener of Bloomline's";
                    });
        }

        /** Sets the handler of a signal; returns the one before. */
        Object handle(Object what, Object how) {
            return call(() -> signal.getMethod("handle", signal, handler).invoke(null, what, how));
        }

        private static Class<?> type(String name) {
            return call(() -> Class.forName(name));
        }

        private static <T> T call(Reflective<T> reflective) {
            try {
                return reflective.call();
            } catch (ReflectiveOperationException missing) {
                throw new IllegalStateException(
                        "This Java has no module jdk.unsupported; Bloomline needs it, as Flink does", missing);
            }
        }

        private interface Reflective<T> {
            T call() throws ReflectiveOperationException;
        }
    }
}
