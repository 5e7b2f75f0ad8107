package io.bloomline.it.support.kserve;

import io.bloomline.inference.Model;
import io.bloomline.inference.djl.LocalModelProvider;
import io.bloomline.it.support.Bloomline;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Serves models over the KServe v2 protocol as Triton does, on a port of this machine, and follows a script. It can be
 * stopped and started again, with its models and on its port. Thread-safe.
 */
public final class KServeServer implements AutoCloseable {

    /** Writes text: prompts in, texts out, in batches. */
    public static final String TEXT = "bloom-nano";
    /** The same model over streams, in the form of Triton's vLLM backend. */
    public static final String STREAMED_TEXT = "bloom-nano-vllm";
    /** The same model in the form of TensorRT-LLM's ensemble: in batches. */
    public static final String ENSEMBLE = "bloom-nano-ensemble";
    /** And as that is deployed to answer in parts. */
    public static final String STREAMED_ENSEMBLE = "bloom-nano-ensemble-decoupled";
    /** Makes vectors of token ids. */
    public static final String VECTORS = "bloom-nano-embedding";

    /** Where the project keeps its models. */
    public static final Path REPOSITORY = Bloomline.HOME.resolve("deploy/triton/model-repository");

    private final Models models = new Models();
    private final Traffic traffic = new Traffic();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "kserve-script");
        thread.setDaemon(true);
        return thread;
    });
    private final Options options;
    private volatile Script script = Script.FAITHFUL;
    private @Nullable Server server;
    private int port;

    /**
     * How a server is set up.
     *
     * @param host        address to listen on
     * @param port        port to listen on; 0 for any
     * @param credentials its certificate and whom it trusts, or none for plain text
     * @param flagOnLast  over streams, whether the last part of an answer is marked; otherwise an empty message follows
     */
    public record Options(InetAddress host, int port, ServerCredentials credentials, boolean flagOnLast) {

        /** Any port of this machine's own, plain text, and the mark on the last part. */
        public static final Options PLAIN =
                new Options(InetAddress.getLoopbackAddress(), 0, InsecureServerCredentials.create(), true);

        public Options withHost(InetAddress host) {
            return new Options(host, port, credentials, flagOnLast);
        }

        public Options withPort(int port) {
            return new Options(host, port, credentials, flagOnLast);
        }

        public Options withCredentials(ServerCredentials credentials) {
            return new Options(host, port, credentials, flagOnLast);
        }

        public Options withEmptyLast() {
            return new Options(host, port, credentials, false);
        }
    }

    private KServeServer(Options options) {
        this.options = options;
        this.port = options.port();
    }

    /** Starts a server of the project's own models, each in its form. */
    public static KServeServer ofRepository(Options options) {
        KServeServer server = new KServeServer(options);
        server.models.load(new TextModel(TEXT, "1", open(TEXT)));
        server.models.load(new StreamedTextModel(STREAMED_TEXT, open(TEXT)));
        server.models.load(new EnsembleModel(ENSEMBLE, false, open(TEXT)));
        server.models.load(new EnsembleModel(STREAMED_ENSEMBLE, true, open(TEXT)));
        server.models.load(new VectorModel(VECTORS, open(VECTORS)));
        server.start();
        return server;
    }

    /** Starts a server of toys under the same names, which answer at once: see {@link Toys}. */
    public static KServeServer ofToys(Options options) {
        KServeServer server = new KServeServer(options);
        server.models.load(new TextModel(TEXT, "1", Toys.writer()));
        server.models.load(new StreamedTextModel(STREAMED_TEXT, Toys.writer()));
        server.models.load(new EnsembleModel(ENSEMBLE, false, Toys.writer()));
        server.models.load(new EnsembleModel(STREAMED_ENSEMBLE, true, Toys.writer()));
        server.models.load(new VectorModel(VECTORS, Toys.embedder()));
        server.start();
        return server;
    }

    /** Starts it, or starts it again on the port that it had. */
    public synchronized void start() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(options.host(), port), options.credentials())
                    .intercept(traffic)
                    .addService(new InferenceService(models, traffic, timer, () -> script, options.flagOnLast()))
                    .maxInboundMessageSize(Integer.MAX_VALUE)
                    .build()
                    .start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it: calls under way are answered no more. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdownNow();
            awaitEnd(server);
            server = null;
        }
    }

    /** Lets nobody in any more; calls under way are answered. */
    public synchronized void stopGently() {
        if (server != null) {
            server.shutdown();
        }
    }

    /** Waits until it has stopped, which it must within seconds. */
    public synchronized void awaitEnd() {
        if (server != null) {
            awaitEnd(server);
        }
    }

    /** What to do about calls from now on. */
    public void follow(Script script) {
        this.script = script;
    }

    /** Has each call of any method, given its name and headers, refused with the status returned unless that is null. */
    public void guard(BiFunction<String, Metadata, @Nullable Status> refusal) {
        traffic.post(refusal::apply);
    }

    /** Makes a model unavailable, as an unload does. */
    public void unload(String model) {
        models.unload(model);
    }

    /** Makes it available again. */
    public void load(String model) {
        models.loadAgain(model);
    }

    /** Loads one more version of the toy that writes texts; who names no version is answered by the highest. */
    public void loadVersion(int version) {
        models.load(new TextModel(TEXT, Integer.toString(version), Toys.writer()));
    }

    /** Loads one more toy that writes what a function makes of a prompt. */
    public void loadWriter(String name, UnaryOperator<String> text) {
        models.load(new TextModel(name, "1", Toys.writer(text)));
    }

    /** All calls for answers, in their order. */
    public List<Call> calls() {
        return traffic.calls();
    }

    /** How many calls with one answer there were, about models as well. */
    public int unaryCalls() {
        return traffic.unaryCalls();
    }

    /** How many calls with one answer were given up by their callers. */
    public int cancelledCalls() {
        return traffic.cancelledCalls();
    }

    /** How many streams are open. */
    public int openStreams() {
        return traffic.openStreams();
    }

    public synchronized int port() {
        return port;
    }

    @Override
    public void close() {
        stop();
        timer.shutdownNow();
        models.close();
    }

    private static Model open(String model) {
        return new LocalModelProvider(REPOSITORY.toString(), model, 1).open();
    }

    private static void awaitEnd(Server server) {
        try {
            if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the server didn't stop within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the server stopped", e);
        }
    }
}
