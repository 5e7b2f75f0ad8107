package io.bloomline.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final Redactor ALL = new Redactor(List.of(PersonalData.values()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Ask me@mail.example.org, or not. | Ask PI:EMAIL, or not.",
                "mailto:jo.doe+x@example.co.uk? | mailto:PI:EMAIL?",
                "josé.núñez@correo.es | PI:EMAIL",
                "请联系foo@bar.com谢谢 | 请联系PI:EMAIL谢谢",
                "用户@例え.jp | PI:EMAIL",
                "foo＠bar.com | PI:EMAIL",
                "राम@उदाहरण.भारत को | PI:EMAIL को",
                "Write to ali@مثال.إختبار now | Write to PI:EMAIL now",
                "<a href=\"mailto:a@b.io\">mail</a> | <a href=\"mailto:PI:EMAIL\">mail</a>",
            })
    void emailAddressesAreReplaced(String text, String redacted) {
        assertThat(redacted(text, PersonalData.EMAIL)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from 192.168.1.20:8080 to | from PI:IP_ADDRESS:8080 to",
                "10.0.0.1-10.0.0.9, 8.8.8.8. | PI:IP_ADDRESS-PI:IP_ADDRESS, PI:IP_ADDRESS.",
                "地址192.168.1.1是 | 地址PI:IP_ADDRESS是",
                "http://203.0.113.9/x | http://PI:IP_ADDRESS/x",
                "10.1.2.0/24 | PI:IP_ADDRESS/24",
                "at 2001:db8::8a2e:370:7334. | at PI:IP_ADDRESS.",
                "ip:fe80::1%eth0 | ip:PI:IP_ADDRESS%eth0",
                "[2001:db8::1]:443 | [PI:IP_ADDRESS]:443",
                "2001:0db8:85a3:0000:0000:8a2e:0370:7334 | PI:IP_ADDRESS",
                "::ffff:10.0.0.1 | PI:IP_ADDRESS",
            })
    void ipAddressesAreReplaced(String text, String redacted) {
        assertThat(redacted(text, PersonalData.IP_ADDRESS)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "thanks @jane_doe! | thanks PI:USER!",
                "联系@user_1谢谢 | 联系PI:USER谢谢",
                "(@müller.b) | (PI:USER)",
                "关注@微博用户 吧 | 关注PI:USER 吧",
                "@रामकुमार ने | PI:USER ने",
            })
    void userNamesAreReplaced(String text, String redacted) {
        assertThat(redacted(text, PersonalData.USER_NAME)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AKIAIOSFODNN7EXAMPLE is | PI:KEY is",
                "key mZ4xQ9+Lr2Vt/7KcB1nWp8Ys5Hd3Fj0Ge. | key PI:KEY.",
                "ghp_0123456789abcdefghijABCDEFGHIJ012345 | PI:KEY",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc-123 | PI:KEY",
                "api_key = 'abcd1234efgh' | api_key = 'PI:KEY'",
                "Password: hunter2025 | Password: PI:KEY",
                "Authorization: Bearer abc123def456 | Authorization: Bearer PI:KEY",
                "d41d8cd98f00b204e9800998ecf8427e | PI:KEY",
            })
    void keysAreReplaced(String text, String redacted) {
        assertThat(redacted(text, PersonalData.SECRET_KEY)).isEqualTo(redacted);
    }

    @Test
    void aPrivateKeyIsReplacedFromBeginToEnd() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIE\n-----END RSA PRIVATE KEY-----";
        assertThat(redacted("a\n" + key + "\nb", PersonalData.SECRET_KEY)).isEqualTo("a\nPI:KEY\nb");
        assertThat(redacted("a\n" + key.substring(0, 60), PersonalData.SECRET_KEY))
                .isEqualTo("a\nPI:KEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version 1.2.3.4 of v10.0.0.1, tool-1.2.3.4.jar, release: 4.3.2.1",
                "1.2.3.4.5 and 01.02.03.04 and 256.1.1.1 and 12.10.2026",
                "Section 1.2.3.4, § 2.3.4.5",
                "at 12:30:45, std::vector, a::b, Foo::Bar2, 00:1a:2b:3c:4d:5e",
                "localhost is 127.0.0.1 or ::1",
                "python@2.7, left-pad@1.0.0, a@b",
                "@babel/core, @media (min-width: 3px), @Test(timeout = 3), @me",
                "5 @ 3 each, me @ home",
                "123e4567-e89b-12d3-a456-426614174000",
                "https://example.org/en/Articles/2026/11/How_to_Write_Tests_in_Java17",
                "getHttpServletRequestAttributeNames2Times, InternationalizationOfStrings",
                "The password must be 8 characters; secret: nobody",
                "நன்றி ธันวาคม 2026 ٢٠٢٦ ১২৩৪",
            })
    void whatOnlyLooksLikeItStays(String text) {
        assertThat(ALL.redact(text)).isEqualTo(new Redaction(text, java.util.Map.of()));
    }

    @Test
    void eachKindIsCounted() {
        assertThat(ALL.redact("a@b.io and c@d.io from 10.1.1.1").counts())
                .containsOnly(
                        java.util.Map.entry(PersonalData.EMAIL, 2), java.util.Map.entry(PersonalData.IP_ADDRESS, 1));
    }

    @Test
    void onlyWhatIsAskedForIsReplaced() {
        assertThat(redacted("a@b.io at 10.1.1.1", PersonalData.IP_ADDRESS)).isEqualTo("a@b.io at PI:IP_ADDRESS");
    }

    @Test
    void whereTwoOverlapNothingOfEitherIsLeft() {
        assertThat(ALL.redact("@user@mastodon.social").text()).isEqualTo("PI:EMAIL");
    }

    /** A megabyte; it would take minutes or more if the time grew with the square of the length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@",
                "@a.a",
                "255.255.255.",
                "a:",
                "1::",
                "-----BEGIN PRIVATE KEY-----",
                "-eyJ",
                "password=",
                "aB3",
                "用@",
                "é.",
                "x@y.z."
            })
    void timeGrowsWithTheLengthOnly(String unit) {
        String megabyte = unit.repeat(1_000_000 / unit.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ALL.redact(megabyte));
    }

    private static String redacted(String text, PersonalData kind) {
        return new Redactor(Set.of(kind)).redact(text).text();
    }
}
