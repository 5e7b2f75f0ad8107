package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.File;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes connections. */
final class Channels {

    /** How long a server may take to say that it is still there. */
    private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(20);

    private Channels() {}

    /**
     * A channel that connects when it is first used.
     *
     * @param callbacks runs what answers set off
     * @throws FailureException {@code MISCONFIGURED} when a file of the TLS settings can't be read
     */
    static ManagedChannel open(ServerAddress address, ConnectionSettings settings, Executor callbacks) {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(address.host(), address.port())
                .executor(callbacks)
                .maxInboundMessageSize(settings.maxMessageBytes())
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers(settings)))
                .userAgent("bloomline");
        Duration keepAlive = settings.keepAlive();
        if (keepAlive != null) {
            builder.keepAliveTime(keepAlive.toNanos(), TimeUnit.NANOSECONDS)
                    .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        }
        TlsSettings tls = settings.tls();
        if (tls == null) {
            return builder.usePlaintext().build();
        }
        if (tls.serverName() != null) {
            builder.overrideAuthority(tls.serverName());
        }
        return secured(builder, tls).build();
    }

    private static Metadata headers(ConnectionSettings settings) {
        Metadata headers = new Metadata();
        settings.headers()
                .forEach((name, value) ->
                        headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value.value()));
        return headers;
    }

    private static NettyChannelBuilder secured(NettyChannelBuilder builder, TlsSettings tls) {
        try {
            SslContextBuilder context = GrpcSslContexts.forClient();
            if (tls.authorities() != null) {
                context.trustManager(file(tls.authorities(), "model.tls.authorities"));
            }
            if (tls.certificateChain() != null && tls.privateKey() != null) {
                context.keyManager(
                        file(tls.certificateChain(), "model.tls.certificate"),
                        file(tls.privateKey(), "model.tls.private-key"));
            }
            return builder.sslContext(context.build());
        } catch (SSLException | IllegalArgumentException e) {
            throw unusable("The files of model.tls can't be used", e);
        }
    }

    private static File file(String path, String key) {
        File file = new File(path);
        if (!file.canRead()) {
            throw unusable("File " + path + " (" + key + ") is not there or can't be read", null);
        }
        return file;
    }

    private static FailureException unusable(String what, @Nullable Throwable cause) {
        // The cause's text is left out: it might quote the key.
        return new FailureException(
                Failure.misconfigured(
                        "tls-files",
                        what + ". They must be PEM files, the private key as PKCS 8 and not encrypted, on every"
                                + " machine that asks the model."),
                cause);
    }
}
