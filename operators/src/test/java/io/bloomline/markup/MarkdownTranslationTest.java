package io.bloomline.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTranslationTest {

    @Test
    void asksForEachBlockOnceAndLeavesTheMarkupAround() {
        Conversation told = Conversation.of(
                """
                # Title #

                > - one
                >   two
                > - three

                Other title
                -----------
                """,
                Markup.MARKDOWN,
                Conversation::loud);
        assertThat(told.asked()).containsExactly("Title", "one two", "three", "Other title");
        assertThat(told.result())
                .isEqualTo(
                        """
                        # TITLE #

                        > - ONE TWO
                        > - THREE

                        OTHER TITLE
                        -----------
                        """);
    }

    @Test
    void asksForASentenceWithItsMarkupAsOnePassage() {
        Conversation told = Conversation.of(
                "See *the **red** car* or [a](http://x.y \"z\") `code`.", Markup.MARKDOWN, Conversation::loud);
        assertThat(told.asked()).containsExactly("See <1>the <2>red</2> car</1> or <3>a</3> <4/>.");
        assertThat(told.result()).isEqualTo("SEE *THE **RED** CAR* OR [A](http://x.y \"z\") `code`.");
        assertThat(told.tags()).isEmpty();
    }

    @Test
    void letsTheModelOrderMarkupAnew() {
        Conversation told = said("a **red** [car](u)", "a <1>red</1> <2>car</2>", "une <2>voiture</2> <1>rouge</1>");
        assertThat(told.result()).isEqualTo("une [voiture](u) **rouge**");
    }

    @Test
    void takesSpacesOutOfWhatMarkupIsAround() {
        Conversation told = said("a **red** car", "a <1>red</1> car", "une<1> rouge </1>voiture");
        assertThat(told.result()).isEqualTo("une **rouge** voiture");
    }

    @Test
    void keepsALineBreakThatAParagraphBeginsWith() {
        Conversation told = said("- \\\n  <http://x.y> car", "<1/> car", "<1/> voiture");
        assertThat(told.result()).isEqualTo("- \\\n  <http://x.y> voiture");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "une rouge voiture",
                "une <1>rouge voiture",
                "une <1>rouge</1> <1>voiture</1>",
                "une </1>rouge<1> voiture",
                "une <1>rouge</1> voiture <2/>",
                "une <1></1> rouge voiture"
            })
    void translatesBetweenTheMarkupWhatCameBackWithoutIt(String answer) {
        Map<String, String> answers = Map.of("a <1>red</1> car", answer, "a", "une", "red", "rouge", "car", "voiture");
        Conversation told = Conversation.of("a **red** car", Markup.MARKDOWN, answers::get);
        assertThat(told.result()).isEqualTo("une **rouge** voiture");
        assertThat(told.tags()).containsExactly(TextTranslation.IN_PIECES);
        assertThat(told.rounds()).hasSize(2);
    }

    @Test
    void keepsMarkupWithinTheMarkupThatItWasIn() {
        Conversation told = said("*a **b***", "a <1>b</1>", "<1>A</1> B");
        assertThat(told.result()).isEqualTo("***A** B*");
        assertThat(said("x *a **b***", "x <1>a <2>b</2></1>", "X <1>A</1> <2>B</2>")
                        .tags())
                .contains(TextTranslation.IN_PIECES);
    }

    @Test
    void neverAsksForCode() {
        Conversation told = Conversation.of(
                "    indented\n\n```java\nint words;\n```\n\nText with ``in`line``, <kbd>Ctrl</kbd> and <https://x.y/z>.\n",
                Markup.MARKDOWN,
                UnaryOperator.identity());
        assertThat(told.asked()).containsExactly("Text with <1/>, <2/> and <3/>.");
    }

    @Test
    void writesWordsSoThatTheyAreNoMarkup() {
        assertThat(said("Text", "Text", "# 2 * 3 * [x](y) `z` <b> &amp; a_b _c_ !")
                        .result())
                .isEqualTo("\\# 2 \\* 3 \\* \\[x\\](y) \\`z\\` \\<b> \\&amp; a_b \\_c\\_ !");
        assertThat(said("Text", "Text", "1. first\n\n- second").result()).isEqualTo("1\\. first - second");
        assertThat(said("| a |\n|---|\n| b |", "b", "x | y").result()).contains("| x \\| y |");
        assertThat(said("Oh [no](u)", "Oh <1>no</1>", "Oh!<1>non</1>").result()).isEqualTo("Oh\\![non](u)");
    }

    @Test
    void readsEscapesAndEntitiesAsTheirCharacters() {
        Conversation told = Conversation.of(
                "AT&amp;T \\*wins\\* &eacute;t&eacute; &nope; \\| x", Markup.MARKDOWN, UnaryOperator.identity());
        assertThat(told.asked()).containsExactly("AT&T *wins* été &nope; | x");
        assertThat(told.result()).isEqualTo("AT&amp;T \\*wins\\* &eacute;t&eacute; &nope; \\| x");
    }

    @Test
    void keepsTheDefinitionThatALinkPointsToByItsWords() {
        String text = "See [the docs] and [the code][], or [both][the docs].\n\n[the docs]: /d\n[the code]: /c\n";
        assertThat(Conversation.of(text, Markup.MARKDOWN, Conversation::loud).result())
                .startsWith("SEE [THE DOCS][the docs] AND [THE CODE][the code], OR [BOTH][the docs].");
        assertThat(Conversation.of("[the docs]\n\n[the docs]: /d\n", Markup.MARKDOWN, Conversation::loud)
                        .result())
                .startsWith("[THE DOCS][the docs]\n");
    }

    @Test
    void leavesFrontMatterBoxesAlertsAndFootnoteMarks() {
        String text =
                "\uFEFF---\ntitle: words\n---\n\n- [x] done\n\n> [!NOTE]\n> text[^1] and[^2]\n\n[^1]: a note\n\n[^2]: one\n";
        Conversation told = Conversation.of(text, Markup.MARKDOWN, Conversation::loud);
        assertThat(told.asked()).containsExactly("done", "text<1/> and", "a note");
        assertThat(told.result())
                .isEqualTo(
                        "\uFEFF---\ntitle: words\n---\n\n- [x] DONE\n\n> [!NOTE]\n> TEXT[^1] AND[^2]\n\n[^1]: A NOTE\n\n[^2]: one\n");
    }

    @Test
    void translatesBlocksOfHtmlAndPicturesDescriptions() {
        String text =
                "<details>\n<summary>More &lt;</summary>\n\nText ![a cat](c.png) <img alt=\"a dog\">\n\n</details>\n";
        assertThat(Conversation.of(text, Markup.MARKDOWN, Conversation::loud).result())
                .isEqualTo(
                        "<details>\n<summary>MORE &lt;</summary>\n\nTEXT ![A CAT](c.png) <img alt=\"A DOG\">\n\n</details>\n");
    }

    @Test
    void translatesCellsWithEscapedBars() {
        String text = "| a \\| <b>b</b> | c |\n|---|:-:|\n| `x\\|y` z | w \\| v *u* |\n";
        Conversation told = Conversation.of(text, Markup.MARKDOWN, Conversation::loud);
        assertThat(told.asked()).containsExactly("a | <1>b</1>", "c", "<1/> z", "w | v <1>u</1>");
        assertThat(told.result()).isEqualTo("| A \\| <b>B</b> | C |\n|---|:-:|\n| `x\\|y` Z | W \\| V *U* |\n");
    }

    @Test
    void saysWhatIsLeftUntranslated() {
        Conversation told =
                Conversation.of("one\n\ntwo\n", Markup.MARKDOWN, words -> words.equals("one") ? " " : "deux");
        assertThat(told.result()).isEqualTo("one\n\ndeux\n");
        assertThat(told.tags()).containsExactly(TextTranslation.LEFT_UNTRANSLATED);
        assertThat(Conversation.of("> <div>\n> quoted\n> </div>\n", Markup.MARKDOWN, UnaryOperator.identity())
                        .tags())
                .containsExactly(TextTranslation.LEFT_UNTRANSLATED);
    }

    @Test
    void leavesOutWordsThatWouldEndTheMarkup() {
        // Behind a full stop and before a letter two asterisks end nothing.
        Conversation told = Conversation.of(
                "x **b**c", Markup.MARKDOWN, Map.of("x <1>b</1>c", "x <1>文。</1>字", "x", "x", "b", "文。", "c", "字")::get);
        assertThat(told.result()).isEqualTo("x **b**字");
        assertThat(told.tags()).containsExactly(TextTranslation.LEFT_UNTRANSLATED, TextTranslation.IN_PIECES);
    }

    @Test
    void readsADeeplyNestedTextInItsTime() {
        String text = "*a **b ".repeat(3_000) + "[".repeat(5_000) + "> ".repeat(5_000) + "x";
        assertThat(Conversation.of(text, Markup.MARKDOWN, UnaryOperator.identity())
                        .result())
                .isEqualTo(text);
    }

    private static Conversation said(String text, String asked, String answer) {
        return Conversation.of(text, Markup.MARKDOWN, words -> words.equals(asked) ? answer : words);
    }
}
