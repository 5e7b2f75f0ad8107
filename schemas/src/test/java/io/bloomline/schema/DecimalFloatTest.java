package io.bloomline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalFloatTest {

    private final DecimalFloat decimal = new DecimalFloat();

    @Property(tries = 20_000)
    void whatIsWrittenReadsBackAsTheSameNumber(@ForAll("anyBits") int bits) {
        float number = Float.intBitsToFloat(bits);
        if (Float.isFinite(number) && decimal.write(number)) {
            assertThat(Float.parseFloat(written())).isEqualTo(number);
        }
    }

    @Property(tries = 20_000)
    void nothingShorterOrNearerReadsBackAsTheSameNumber(@ForAll("ofVectors") float number) {
        if (decimal.write(number)) {
            String shortest = NumberOutput.toString(number, true);
            assertThat(digits(written())).hasSameSizeAs(digits(shortest));
            assertThat(distance(written(), number)).isEqualByComparingTo(distance(shortest, number));
        }
    }

    @Test
    void writesWhatVectorsAreMadeOf() {
        for (int thousandths = 1; thousandths < 16_000; thousandths++) {
            float number = thousandths / 1_000f;
            boolean powerOfTwo = Float.floatToRawIntBits(number) << 9 == 0;
            assertThat(decimal.write(-number)).as("%s", number).isEqualTo(!powerOfTwo);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "-0.05",
                "0.001",
                "0.0000001",
                "0.33333334",
                "3.1415927",
                "100.5",
                "1234567.9",
                "16777215.0"
            })
    void writesNumbersAsPeopleDo(String number) {
        assertThat(decimal.write(Float.parseFloat(number))).isTrue();
        assertThat(written()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -0f, 1, 0.5f, Float.MIN_VALUE, 1e-30f, 1e-12f, 16_777_216, 3e30f, Float.MAX_VALUE})
    void leavesToOthersWhatItsArithmeticCantHold(float number) {
        assertThat(decimal.write(number)).isFalse();
    }

    @Provide
    Arbitrary<Integer> anyBits() {
        return Arbitraries.integers();
    }

    @Provide
    Arbitrary<Float> ofVectors() {
        return Arbitraries.floats().between(-20_000_000, 20_000_000);
    }

    private String written() {
        return new String(decimal.text(), decimal.start(), decimal.text().length - decimal.start());
    }

    private static BigDecimal distance(String written, float number) {
        return new BigDecimal(written).subtract(new BigDecimal(number)).abs();
    }

    /** The digits alone, without point, exponent, and zeros at either end. */
    private static String digits(String number) {
        return number.replaceAll("E.*|[-.]", "").replaceAll("^0+|0+$", "");
    }
}
