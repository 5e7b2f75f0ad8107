package io.bloomline.job.file;

import static io.bloomline.job.file.JobFileTexts.problems;
import static io.bloomline.job.file.JobFileTexts.read;
import static io.bloomline.job.file.JobFileTexts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.inference.triton.ConnectionSettings;
import io.bloomline.inference.triton.ServerAddress;
import io.bloomline.inference.triton.TlsSettings;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.job.file.ModelSettings.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    @Test
    void serversAreAskedWithTheClientsDefaults() {
        assertThat(read(with("local:models", "grpc://gpu-1:8001,[fd00::1]:9001"))
                        .model()
                        .endpoint())
                .isEqualTo(new Endpoint.Servers(
                        List.of(new ServerAddress("gpu-1", 8001), new ServerAddress("fd00::1", 9001)),
                        null,
                        TritonSettings.DEFAULT));
    }

    @Test
    void grpcsIsTls() {
        assertThat(read(with("local:models", "grpcs://GPU-1.example.org:443"))
                        .model()
                        .endpoint())
                .isEqualTo(new Endpoint.Servers(
                        List.of(new ServerAddress("gpu-1.example.org", 443)),
                        null,
                        TritonSettings.DEFAULT.withConnection(
                                ConnectionSettings.DEFAULT.withTls(TlsSettings.DEFAULT))));
    }

    @Test
    void serversHaveMoreBatchesUnderWayUnlessTheFileSaysOtherwise() {
        var served = with("local:models", "grpc://gpu-1:8001");

        assertThat(read(served).batching().limits().maxInFlight()).isEqualTo(256);
        assertThat(read(served + "batching: {max-in-flight: 2}")
                        .batching()
                        .limits()
                        .maxInFlight())
                .isEqualTo(2);
        assertThat(read(JobFileTexts.MINIMAL).batching().limits().maxInFlight()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grpc://gpu-1 | has no port with its server; Triton's gRPC port is 8001",
                "grpc://gpu-1: | is not HOST:PORT at its server",
                "grpc:// | is empty at its server; write HOST:PORT",
                "grpc://a:1,,b:2 | is empty at its server 2",
                "grpc://a:1, | is empty at its server 2",
                "grpc://a:1, b:2 | has a space in it, at its server 2; only a comma is between servers",
                "grpc://a:1/v2 | has a path with its server; gRPC knows none",
                "grpc://a:1?x=y | has a path with its server",
                "grpc://a:1,A:1 | names one server twice, the second time as its server 2",
                "grpc://a:1,grpcs://b:2 | names a scheme with its server 2; write it once",
                "grpc://a:1,grpc://b:2 | names a scheme with its server 2; write it once",
                "grpc://a:port | has no port with its server",
                "grpc://a:0 | the port is 0; it must be from 1 to 65535",
                "grpc://a:70000 | the port is 70000; it must be from 1 to 65535",
                "grpc://fd00::1:8001 | is not HOST:PORT at its server, such as gpu-1:8001 or [fd00::1]:8001",
                "grpc://[fd00::1] | has no port with its server",
                "grpc://-:8001 | is not HOST:PORT at its server",
                "http://a:8000 | speaks HTTP; models are asked over gRPC, by default at port 8001",
                "https://a:8000 | speaks HTTP",
                "gpu-1:8001 | is no endpoint; write local:FOLDER",
                "'local:' | is no endpoint; write local:FOLDER",
            })
    void whatIsNoEndpointIsRefused(String endpoint, String reason) {
        assertThat(problems(with("local:models", "'" + endpoint + "'")))
                .singleElement()
                .asString()
                .startsWith("job.yaml:10:3 model.endpoint: '" + endpoint + "' " + reason);
    }

    @Test
    void aPasswordInTheAddressIsRefusedAndNotPrinted() {
        assertThat(problems(with("local:models", "grpc://me:s3cret@a:8001,you:s3cret@b:8001")))
                .containsExactly("job.yaml:10:3 model.endpoint: 'grpc://***@b:8001' has a user or password with its"
                        + " server 1; who asks is said by model.token, model.headers or model.tls.certificate");
    }

    @Test
    void anAddressFromTheEnvironmentIsNotPrinted() {
        var yaml = with("local:models", "grpc://${env:SERVER}");

        assertThatThrownBy(() -> new JobFileReader(name -> "s3cret").parse("job.yaml", yaml))
                .hasMessageStartingWith("job.yaml:10:3 model.endpoint: 'grpc://${env:SERVER}' has no port")
                .hasMessageNotContaining("s3cret");
    }
}
