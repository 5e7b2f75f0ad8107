package io.bloomline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LoopPropertiesTest {

    @Property
    void aStretchThatIsRepeatedIsFoundWhateverStandsAroundIt(
            @ForAll @From("texts") String before,
            @ForAll @From("units") String unit,
            @ForAll @IntRange(min = 7, max = 12) int times,
            @ForAll @From("texts") String after) {
        Loop found = Loop.longest(before + unit.repeat(times) + after, 4);
        // The first round and what is needed to notice may be left out.
        assertThat(found.length()).isGreaterThanOrEqualTo((times - 2) * unit.length() - 6);
    }

    @Property
    void whatIsFoundRepeatsIndeed(
            @ForAll @From("texts") String before,
            @ForAll @From("units") String unit,
            @ForAll @IntRange(min = 1, max = 9) int times,
            @ForAll @From("texts") String after) {
        String text = before + unit.repeat(times) + after;
        Loop found = Loop.longest(text, 2);
        Assume.that(found.length() > 0);
        String loop = text.substring(found.start(), found.start() + found.length());
        assertThat(found.times()).isGreaterThan(2);
        for (int i = found.unit(); i < loop.length(); i++) {
            assertThat(loop.charAt(i)).isEqualTo(loop.charAt(i - found.unit()));
        }
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.strings()
                .withChars("aбकகם河 ,")
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(unit -> unit.chars().anyMatch(Character::isLetter));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.strings().withChars("ab ").ofMaxLength(80));
    }
}
