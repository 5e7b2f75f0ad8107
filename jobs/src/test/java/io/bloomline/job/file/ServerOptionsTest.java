package io.bloomline.job.file;

import static io.bloomline.job.file.JobFileTexts.problems;
import static io.bloomline.job.file.JobFileTexts.read;
import static io.bloomline.job.file.JobFileTexts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.BindingOverrides;
import io.bloomline.inference.triton.CallSettings;
import io.bloomline.inference.triton.ConnectionSettings;
import io.bloomline.inference.triton.ConnectionSettings.Compression;
import io.bloomline.inference.triton.Padding;
import io.bloomline.inference.triton.Pooling;
import io.bloomline.inference.triton.Role;
import io.bloomline.inference.triton.Secret;
import io.bloomline.inference.triton.ServerAddress;
import io.bloomline.inference.triton.TlsSettings;
import io.bloomline.inference.triton.TokenSettings;
import io.bloomline.inference.triton.TritonModelProvider;
import io.bloomline.inference.triton.TritonSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerOptionsTest {

    @Test
    void everyKeyReachesTheClient() {
        var job = read(
                served(
                        "grpcs://gpu-1:8001",
                        """
                        version: 3
                        tokenizer: models/tokenizer.json
                        max-tokens: 512
                        timeout: 90s
                        startup-timeout: 0ms
                        grace: 1h
                        queue-timeout: 250ms
                        priority: 2
                        traced: true
                        compression: gzip
                        max-message-size: 64MB
                        keep-alive: 10min
                        token: ${env:TOKEN}
                        headers: {X-Tenant: blue}
                        tls: {authorities: ca.pem, certificate: me.pem, private-key: me.key, server-name: triton}
                        tensors: {input: ids, token-types: kinds}
                        inputs: {beams: 4}
                        padding: left
                        pooling: last
                        pad-id: 3
                        echoes-prompt: true
                        """),
                Map.of("TOKEN", "t0ken"));

        assertThat(job.inference().model())
                .isEqualTo(new TritonModelProvider(
                        "bloom-nano-embedding",
                        "3",
                        List.of(new ServerAddress("gpu-1", 8001)),
                        Output.VECTOR,
                        new TritonSettings(
                                new ConnectionSettings(
                                        new TlsSettings("ca.pem", "me.pem", "me.key", "triton"),
                                        Map.of(
                                                "x-tenant", new Secret("blue"),
                                                "authorization", new Secret("Bearer t0ken")),
                                        Compression.GZIP,
                                        64_000_000,
                                        Duration.ofMinutes(10)),
                                new CallSettings(
                                        Duration.ofSeconds(90),
                                        Duration.ZERO,
                                        Duration.ofHours(1),
                                        Duration.ofMillis(250),
                                        2L,
                                        true),
                                new TokenSettings("models/tokenizer.json", 512),
                                new BindingOverrides(
                                        Map.of(Role.INPUT, "ids", Role.TOKEN_TYPES, "kinds"),
                                        Map.of("beams", "4"),
                                        Padding.LEFT,
                                        Pooling.LAST,
                                        3,
                                        true))));
    }

    @Test
    void aTaskThatWritesWantsAModelThatDoes() {
        var yaml = with("local:models", "grpc://gpu-1:8001").replace("embed: {}", "translate: {to: [fr]}");

        assertThat(((TritonModelProvider) read(yaml).inference().model()).output())
                .isEqualTo(Output.TEXT);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aLocalModelHasNoneOfThem(String key) {
        assertThat(problems(served("local:models", nested(key)))).anySatisfy(line -> assertThat(line)
                .startsWith("job.yaml:11:")
                .endsWith(" " + key + ": is for a model on a server, but model.endpoint is local:FOLDER; take it"
                        + " out, or let model.endpoint be grpc://HOST:PORT"));
    }

    static List<String> keys() {
        return ServerOptions.ALL.stream().map(Option::key).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorities", "certificate", "private-key", "server-name"})
    void tlsNeedsGrpcs(String key) {
        assertThat(problems(served("grpc://gpu-1:8001", "tls: {" + key + ": a.pem}")))
                .contains("job.yaml:11:9 model.tls." + key
                        + ": is for TLS, but model.endpoint begins with grpc://; take" + " it out, or write grpcs://");
    }

    @ParameterizedTest
    @CsvSource({"certificate,private-key", "private-key,certificate"})
    void aCertificateAndItsKeyGoTogether(String one, String other) {
        assertThat(problems(served("grpcs://gpu-1:8001", "tls: {" + one + ": a.pem}")))
                .containsExactly("job.yaml:11:9 model.tls." + one + ": needs model.tls." + other + " beside it");
    }

    @Test
    void thereIsOneAuthorization() {
        assertThat(problems(served("grpc://gpu-1:8001", "token: a\nheaders: {Authorization: b}")))
                .containsExactly("job.yaml:11:3 model.token: becomes the header authorization, which model.headers has"
                        + " too; take one of them out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: v3 | version: 'v3' is not a version: a whole number above 0",
                "max-tokens: 3 | max-tokens: '3' is not a whole number from 4 to 2147483647",
                "timeout: 0ms | timeout: '0ms' is not a duration from 1ms to 24h",
                "timeout: 5m | timeout: '5m' is not a duration such as 20ms, 5s, 2min or PT1M30S",
                "priority: 0 | priority: '0' is not a whole number from 1 to 2147483647",
                "traced: yes | traced: 'yes' is not true or false",
                "compression: zip | compression: 'zip' is not one of none, gzip; did you mean gzip?",
                "max-message-size: 1KB | max-message-size: '1KB' is not a size from 64KiB to 2047MiB",
                "max-message-size: 2GiB | max-message-size: '2GiB' is not a size from 64KiB to 2047MiB",
                "max-message-size: big | max-message-size: 'big' is not a size such as 64MB, 256MiB or 4096",
                "keep-alive: 9s | keep-alive: '9s' is not a duration from 10s to 24h",
                "headers: {a b: c} | headers.a b: 'a b' can't be a header's name",
                "headers: {grpc-timeout: 1S} | headers.grpc-timeout: 'grpc-timeout' can't be a header's name",
                "headers: {A: b, a: c} | headers.a: stands there twice",
                "headers: [a] | headers: must be a mapping of keys to single values",
                "tensors: {inptu: ids} | tensors.inptu: is no role of a tensor; did you mean input?; there are input,",
                "padding: middle | padding: 'middle' is not one of left, right",
                "pooling: max | pooling: 'max' is not one of mean, first, last",
                "pad-id: -1 | pad-id: '-1' is not a whole number from 0",
                "tls: {key: a.pem} | tls.key: is unknown; known here: authorities, certificate, private-key, server-name",
            })
    void valuesAreChecked(String line, String problem) {
        assertThat(problems(served("grpcs://gpu-1:8001", line)))
                .singleElement()
                .asString()
                .contains(" model." + problem);
    }

    @ParameterizedTest
    @CsvSource({"65536,65536", "64 kb,64000", "64KiB,65536", "1MiB,1048576", "1gb,1000000000"})
    void sizesHaveUnits(String written, int bytes) {
        var yaml = served("grpc://gpu-1:8001", "max-message-size: " + (bytes < 65_536 ? "1MiB" : written));

        assertThat(SizeText.parse(written)).isEqualTo(bytes);
        assertThat(problems(yaml)).isEmpty();
    }

    /** A key with a value that is right for hardly any, since its place is what matters. */
    private static String nested(String key) {
        String inModel = key.substring("model.".length());
        return inModel.contains(".") ? inModel.replace(".", ": {") + ": x}" : inModel + ": x";
    }

    private static String served(String endpoint, String lines) {
        return with("local:models", endpoint + "\n" + lines.strip().indent(2).stripTrailing());
    }
}
