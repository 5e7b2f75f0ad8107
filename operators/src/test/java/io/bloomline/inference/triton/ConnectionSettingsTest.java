package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {

    @Test
    void writesNamesOfHeadersInLowerCase() {
        assertThat(ConnectionSettings.DEFAULT
                        .withHeader("X-Tenant", new Secret("blue"))
                        .headers())
                .containsOnlyKeys("x-tenant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "grpc-timeout", "picture-bin", "naïve"})
    void refusesNamesThatAHeaderCanNotHave(String name) {
        assertThatThrownBy(() -> ConnectionSettings.DEFAULT.withHeader(name, new Secret("blue")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary\n", "cañary"})
    void refusesValuesThatAHeaderCanNotHoldWithoutShowingThem(String value) {
        assertThatThrownBy(() -> ConnectionSettings.DEFAULT.withBearerToken(new Secret(value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authorization")
                .hasMessageNotContaining(value.trim());
    }

    @Test
    void refusesAKeepAliveThatNoServerBears() {
        assertThatThrownBy(() -> new ConnectionSettings(
                        null, Map.of(), ConnectionSettings.Compression.NONE, 1, Duration.ofSeconds(9)))
                .hasMessageContaining("keepAlive");
    }
}
