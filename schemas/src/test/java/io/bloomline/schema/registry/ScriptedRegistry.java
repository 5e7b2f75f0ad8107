package io.bloomline.schema.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A registry that says what a test has it say, over real HTTP. */
final class ScriptedRegistry implements AutoCloseable {

    record Said(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Said>> script = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();

    ScriptedRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            byte[] unread = exchange.getRequestBody().readAllBytes();
            Said said = next(call, exchange.getRequestHeaders().getFirst("Authorization"), unread.length);
            byte[] body = said.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private synchronized Said next(String call, @Nullable String authorization, int bytes) {
        asked.add(bytes == 0 ? call : call + " with " + bytes + " bytes");
        authorizations.add(String.valueOf(authorization));
        Deque<Said> answers = script.getOrDefault(call, new ArrayDeque<>());
        if (answers.isEmpty()) {
            return new Said(404, "{\"error_code\":40401,\"message\":\"not scripted\"}");
        }
        return answers.size() == 1 ? answers.element() : answers.remove();
    }

    /** Has it answer a call so; what was said last is said again. */
    synchronized ScriptedRegistry say(String call, int status, String body) {
        script.computeIfAbsent(call, unused -> new ArrayDeque<>()).add(new Said(status, body));
        return this;
    }

    synchronized int timesAsked() {
        return asked.size();
    }

    synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    RegistrySettings settings() {
        return new RegistrySettings(url(), null, null, SubjectNaming.TOPIC, true, Duration.ofSeconds(5));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
