package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @ParameterizedTest
    @CsvSource({"gpu-1:8001, gpu-1, 8001", "10.0.0.7:1, 10.0.0.7, 1", "[::1]:65535, ::1, 65535"})
    void readsHostAndPortAndWritesThemAlike(String text, String host, int port) {
        assertThat(ServerAddress.parse(text))
                .isEqualTo(new ServerAddress(host, port))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "[::1]", "::1:8001", ":8001", "gpu:", "gpu:x", "gpu:0", "gpu:65536", ""})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> ServerAddress.parse("gpu")).hasMessageContaining("host:port");
    }
}
