package io.bloomline.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RedactorPropertiesTest {

    private static final Redactor ALL = new Redactor(List.of(PersonalData.values()));

    @Property
    void anAddressIsFoundWhateverStandsAroundIt(
            @ForAll @From("texts") String before,
            @ForAll @From("addresses") String address,
            @ForAll @From("texts") String after) {
        String redacted = ALL.redact(before + " " + address + " " + after).text();
        assertThat(redacted).contains(" PI:EMAIL ").doesNotContain(" " + address + " ");
    }

    @Property
    void anIpAddressIsFoundWhateverStandsAroundIt(
            @ForAll @From("texts") String before,
            @ForAll @From("ipAddresses") String address,
            @ForAll @From("texts") String after) {
        assertThat(ALL.redact(before + " ; " + address + " " + after).text()).contains(" PI:IP_ADDRESS ");
    }

    @Property
    void allElseStaysAsItIs(@ForAll @From("texts") String text) {
        String[] kept = Pattern.compile("PI:(?:EMAIL|KEY|USER|IP_ADDRESS)")
                .split(ALL.redact(text).text(), -1);
        int from = 0;
        for (String part : kept) {
            int at = text.indexOf(part, from);
            assertThat(at).isNotNegative();
            from = at + part.length();
        }
        assertThat(text).startsWith(kept[0]).endsWith(kept[kept.length - 1]);
    }

    @Property
    void aTextWithoutAnyIsTheSameObject(@ForAll @From("plain") String text) {
        assertThat(ALL.redact(text).text()).isSameAs(text);
    }

    @Property
    void markersStay(@ForAll PersonalData kind, @ForAll @From("plain") String text) {
        String marked = text + " " + kind.marker() + " " + text;
        assertThat(ALL.redact(marked).text()).isEqualTo(marked);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(80),
                Arbitraries.strings().withChars("ab1.@:-/ fé用ก\n").ofMaxLength(120));
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.strings().withChars("abcXYZ ,;!?é用कম\n").ofMaxLength(120);
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> word =
                Arbitraries.strings().withChars("abcxyz0189éß").ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> top = Arbitraries.of("org", "com", "co.uk", "भारत", "io");
        return Combinators.combine(word, word, top).as((local, domain, end) -> local + "@" + domain + "." + end);
    }

    @Provide
    Arbitrary<String> ipAddresses() {
        Arbitrary<Integer> octet = Arbitraries.integers().between(1, 255);
        Arbitrary<String> four = octet.list()
                .ofSize(4)
                .map(octets -> "%d.%d.%d.%d".formatted(octets.toArray()))
                .filter(address -> !address.equals("127.0.0.1"));
        Arbitrary<String> six = Arbitraries.integers()
                .between(0, 0xffff)
                .list()
                .ofSize(8)
                .map(groups -> "%x:%x:%x:%x:%x:%x:%x:1%x".formatted(groups.toArray()))
                .filter(address -> !address.matches(".*:1[0-9a-f]{4}"));
        return Arbitraries.oneOf(four, six);
    }
}
