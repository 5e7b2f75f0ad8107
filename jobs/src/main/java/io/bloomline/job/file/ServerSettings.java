package io.bloomline.job.file;

import io.bloomline.inference.triton.BindingOverrides;
import io.bloomline.inference.triton.CallSettings;
import io.bloomline.inference.triton.ConnectionSettings;
import io.bloomline.inference.triton.Secret;
import io.bloomline.inference.triton.TlsSettings;
import io.bloomline.inference.triton.TokenSettings;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.job.file.ModelSettings.Endpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the settings of a served model from the values of its options; none of them may have a problem. */
final class ServerSettings {

    private final OptionValues values;

    ServerSettings(OptionValues values) {
        this.values = values;
    }

    Endpoint.Servers of(EndpointText.Servers endpoint) {
        return new Endpoint.Servers(
                endpoint.servers(),
                values.find(ServerOptions.VERSION),
                new TritonSettings(connection(endpoint.tls()), calls(), tokens(), tensors()));
    }

    private ConnectionSettings connection(boolean tls) {
        var settings = new ConnectionSettings(
                tls ? tls() : null,
                orEmpty(values.find(ServerOptions.HEADERS)),
                values.get(ServerOptions.COMPRESSION),
                values.get(ServerOptions.MAX_MESSAGE_SIZE),
                values.find(ServerOptions.KEEP_ALIVE));
        Secret token = values.find(ServerOptions.TOKEN);
        return token == null ? settings : settings.withBearerToken(token);
    }

    private TlsSettings tls() {
        return new TlsSettings(
                values.find(ServerOptions.TLS_AUTHORITIES),
                values.find(ServerOptions.TLS_CERTIFICATE),
                values.find(ServerOptions.TLS_PRIVATE_KEY),
                values.find(ServerOptions.TLS_SERVER_NAME));
    }

    private CallSettings calls() {
        return new CallSettings(
                values.get(ServerOptions.TIMEOUT),
                values.get(ServerOptions.STARTUP_TIMEOUT),
                values.get(ServerOptions.GRACE),
                values.find(ServerOptions.QUEUE_TIMEOUT),
                values.find(ServerOptions.PRIORITY),
                values.get(ServerOptions.TRACED));
    }

    private TokenSettings tokens() {
        return new TokenSettings(values.find(ServerOptions.TOKENIZER), toInt(values.find(ServerOptions.MAX_TOKENS)));
    }

    private BindingOverrides tensors() {
        return new BindingOverrides(
                orEmpty(values.find(ServerOptions.TENSORS)),
                orEmpty(values.find(ServerOptions.INPUTS)),
                values.find(ServerOptions.PADDING),
                values.find(ServerOptions.POOLING),
                toInt(values.find(ServerOptions.PAD_ID)),
                values.get(ServerOptions.ECHOES_PROMPT));
    }

    private static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : map;
    }

    private static @Nullable Integer toInt(@Nullable Long inRange) {
        return inRange == null ? null : Math.toIntExact(inRange);
    }
}
