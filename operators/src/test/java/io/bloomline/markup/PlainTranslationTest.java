package io.bloomline.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTranslationTest {

    @Test
    void asksForParagraphsAndKeepsTheSpaceAroundThem() {
        Conversation told =
                Conversation.of("  one\r\ntwo \r\n \t\r\n\n\u00A0three\n", Markup.PLAIN, words -> "* <x> *");
        assertThat(told.asked()).containsExactly("one\r\ntwo", "three");
        assertThat(told.result()).isEqualTo("  * <x> * \r\n \t\r\n\n\u00A0* <x> *\n");
    }

    @Test
    void asksForNothingInATextWithoutLetters() {
        assertThat(Conversation.of("42 — 😀!\n", Markup.PLAIN, words -> "x").rounds())
                .isEmpty();
    }

    @Test
    void wantsOneAnswerPerPassage() {
        TextTranslation translation = TextTranslation.of("one\n\ntwo", Markup.PLAIN);
        assertThatThrownBy(() -> translation.answered(List.of("un"))).hasMessage("1 answers for 2 passages");
    }

    @Test
    void knowsMarkupByItsContentType() {
        assertThat(Markup.ofContentType("Text/Markdown; charset=utf-8")).contains(Markup.MARKDOWN);
        assertThat(Markup.ofContentType("text/html")).contains(Markup.HTML);
        assertThat(Markup.ofContentType("application/pdf")).isEmpty();
    }
}
