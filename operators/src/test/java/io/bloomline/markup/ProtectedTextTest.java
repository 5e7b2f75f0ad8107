package io.bloomline.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectedTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "See https://x.y/a_b?c=1&d=(2).; https://x.y/a_b?c=1&d=(2",
                "请看https://x.y/z。然后; https://x.y/z",
                "Ask me@mail.example.org, or www.example.org!; me@mail.example.org|www.example.org",
                "Hello {name}, {0} of {{ total }} in ${HOME} {% if x %}; {name}|{0}|{{ total }}|${HOME}|{% if x %}",
                "%s has %1$d and %(count)d, %-5.2f, %@; %s|%1$d|%(count)d|%-5.2f|%@",
                "a 50 % discount, 50% off, 100%; 50|50|100",
                "on 2026-11-24 at 10:30 for 1,234.50 or 1\u00A0234; 2026-11-24|10:30|1,234.50|1\u00A0234",
                "٢٠٢٦ and १२; ٢٠٢٦|१२",
                "H2O, mp3 and v1 but 共5个; 5",
                ":rocket: but foo :name; :rocket:",
                "nothing of the kind: a{b c}d; ",
            })
    void isFound(String text, String found) {
        assertThat(ProtectedText.find(text).stream().map(MatchResult::group))
                .containsExactlyElementsOf(found == null ? List.of() : List.of(found.split("\\|")));
    }

    @Test
    void isCutOutWhereAnAnswerHasItOtherwise() {
        Conversation told = Conversation.of(
                "You have {n} new messages.",
                Markup.PLAIN,
                Map.of(
                        "You have {n} new messages.",
                        "Sie haben {anzahl} neue Nachrichten.",
                        "You have",
                        "Sie haben",
                        "new messages.",
                        "neue Nachrichten.")::get);
        assertThat(told.result()).isEqualTo("Sie haben {n} neue Nachrichten.");
        assertThat(told.tags()).containsExactly(TextTranslation.IN_PIECES);
    }

    @Test
    void isTaggedWhereTheModelAddsSomeOfItsOwn() {
        Conversation told = Conversation.of("Some messages.", Markup.PLAIN, words -> "3 messages.");
        assertThat(told.result()).isEqualTo("3 messages.");
        assertThat(told.tags()).containsExactly(TextTranslation.PROTECTED_TEXT_CHANGED);
    }

    @Test
    void isCutOutAfterTheMarkupIfBothAreLost() {
        Conversation told =
                Conversation.of("<p>I <b>ate 5 figs</b></p>", Markup.HTML, words -> words.replaceAll("</?1>", "")
                        .replace('5', '6'));
        assertThat(told.rounds())
                .containsExactly(List.of("I <1>ate 5 figs</1>"), List.of("I", "ate 5 figs"), List.of("ate", "figs"));
        assertThat(told.result()).isEqualTo("<p>I <b>ate 5 figs</b></p>");
    }
}
