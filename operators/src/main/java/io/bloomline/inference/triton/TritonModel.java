package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.Backoff;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.Model;
import io.bloomline.inference.Tokenizer;
import io.bloomline.inference.djl.TokenizerFile;
import io.bloomline.time.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** Puts a served model together: the one place that composes this package. */
final class TritonModel {

    private static final Backoff UNTIL_CHECKED = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private TritonModel() {}

    static Model open(TritonModelProvider provider) {
        Resources resources = new Resources();
        try {
            Executor callbacks = resources.callbacks("bloomline-" + provider.modelName());
            Scheduler scheduler = Scheduler.on(resources.timer("bloomline-" + provider.modelName() + "-timer"));
            List<TritonServer> servers = new ArrayList<>();
            for (ServerAddress address : provider.servers()) {
                servers.add(resources.closeLater(server(provider, address, callbacks)));
            }
            TritonSettings settings = provider.settings();
            Opening.Served served =
                    await(new Opening(servers, scheduler, settings.calls().startupTimeout()).begin());
            ModelBinding binding =
                    ModelBinding.match(served.metadata(), served.config(), settings.tensors(), provider.output());
            Tokenizer tokenizer = tokenizer(provider, binding, resources);
            InferenceClient client = client(provider, servers, binding, tokenizer, scheduler);
            return new Model(
                    ServedDescription.of(provider, served, binding), tokenizer, new ClosingClient(client, resources));
        } catch (RuntimeException | Error e) {
            resources.close();
            throw e;
        }
    }

    private static TritonServer server(TritonModelProvider provider, ServerAddress address, Executor callbacks) {
        ConnectionSettings connection = provider.settings().connection();
        Target target = new Target(address, connection.tls() != null, provider.modelName(), provider.modelVersion());
        return new TritonServer(target, Channels.open(address, connection, callbacks), provider.settings());
    }

    /** From the inside out: ask, judge fairly, choose the server, be patient with people. */
    private static InferenceClient client(
            TritonModelProvider provider,
            List<TritonServer> servers,
            ModelBinding binding,
            Tokenizer tokenizer,
            Scheduler scheduler) {
        CallSettings calls = provider.settings().calls();
        Witness witness = new Witness(provider.output(), tokenizer);
        List<Upstream> upstreams = new ArrayList<>();
        for (TritonServer server : servers) {
            InferenceClient asking = binding.decoupled()
                    ? new StreamClient(server, binding, calls, scheduler)
                    : new UnaryClient(server, binding, calls);
            upstreams.add(
                    new Upstream(server.target().toString(), new FairTrialClient(asking, witness), server::isReady));
        }
        return new GraceClient(new BalancedClient(upstreams, UNTIL_CHECKED, scheduler), calls.grace(), scheduler);
    }

    private static Tokenizer tokenizer(TritonModelProvider provider, ModelBinding binding, Resources resources) {
        String file = provider.settings().tokens().tokenizerFile();
        if (file != null) {
            return resources.closeLater(TokenizerFile.open(Path.of(file)));
        }
        if (binding.needsTokens()) {
            throw new FailureException(Failure.misconfigured(
                    "tokenizer-missing",
                    "Model " + provider.modelName() + " reads token ids. Let model.tokenizer name the tokenizer.json it"
                            + " was trained with, on every machine that asks the model."));
        }
        return new ByteCount();
    }

    private static Opening.Served await(CompletableFuture<Opening.Served> served) {
        try {
            return served.get();
        } catch (ExecutionException e) {
            throw FailureException.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(
                    Failure.transientFailure("interrupted", "Nobody waits for the model any more."), e);
        }
    }
}
