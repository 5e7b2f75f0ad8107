package io.bloomline.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HtmlTranslationTest {

    @Test
    void asksForEachBlocksTextWithTheTagsInIt() {
        Conversation told = Conversation.of(
                "<!DOCTYPE html>\r\n<title>Page</title>\r\n<p>One <b>big</b>\r\n  word<br>next\r\n<ul><li>a<li>b</ul>",
                Markup.HTML,
                Conversation::loud);
        assertThat(told.asked()).containsExactly("Page", "One <1>big</1> word<2/>next", "a", "b");
        assertThat(told.result())
                .isEqualTo(
                        "<!DOCTYPE html>\r\n<title>PAGE</title>\r\n<p>ONE <b>BIG</b> WORD<br>NEXT\r\n<ul><li>A<li>B</ul>");
    }

    @Test
    void readsEntitiesAndWritesWhatMustBeOne() {
        Conversation told =
                Conversation.of("<p>AT&amp;T &eacute;&nbsp;&#233; &copy 1</p>", Markup.HTML, words -> words + " <&>");
        assertThat(told.asked()).containsExactly("AT&T é\u00A0é © 1");
        assertThat(told.result()).isEqualTo("<p>AT&amp;T é\u00A0é © 1 &lt;&amp;&gt;</p>");
    }

    @Test
    void translatesAttributesThatPeopleRead() {
        String page =
                """
                <meta name="description" content="words"><meta name="viewport" content="width">
                <img src="words.png" alt='a "cat"' title=plain><input type=submit value="go"><input value="data">
                <p>See <a title="more" href="?a=b&copy=1">this</a> page</p>
                """;
        Conversation told = Conversation.of(page, Markup.HTML, Conversation::loud);
        assertThat(told.asked()).containsExactly("words", "a \"cat\"", "plain", "go", "See <1>this</1> page", "more");
        assertThat(told.result())
                .isEqualTo(
                        """
                        <meta name="description" content="WORDS"><meta name="viewport" content="width">
                        <img src="words.png" alt='A &quot;CAT&quot;' title="PLAIN"><input type=submit value="GO"><input value="data">
                        <p>SEE <a title="MORE" href="?a=b&copy=1">THIS</a> PAGE</p>
                        """);
    }

    @Test
    void leavesWhatIsNotToBeTranslated() {
        String page =
                """
                <script>if (a<b) "words"</script><style>p { color: red }</style><!-- words --><pre>words</pre>
                <p translate="no">words <i translate=yes>yes</i><p>next <code>words</code> <b class=notranslate>Name</b>
                <textarea>words</textarea><svg><text>words</text></svg>
                """;
        assertThat(Conversation.of(page, Markup.HTML, UnaryOperator.identity()).asked())
                .containsExactly("<1/><2>yes</2>", "next <1/> <2/>");
    }

    @Test
    void addsNothingToCodeThatNobodyClosed() {
        Conversation told = Conversation.of("Type <code>ls", Markup.HTML, words -> words + " now");
        assertThat(told.result()).isEqualTo("Type now <code>ls");
        assertThat(told.tags()).containsExactly(TextTranslation.IN_PIECES);
    }

    @Test
    void translatesBetweenTagsThatAreNotNested() {
        Conversation told =
                Conversation.of("<p>one <b>two <i>three</b> four</i> five</p>", Markup.HTML, Conversation::loud);
        assertThat(told.result()).isEqualTo("<p>ONE <b>TWO <i>THREE</b> FOUR</i> FIVE</p>");
        assertThat(told.tags()).containsExactly(TextTranslation.IN_PIECES);
        assertThat(told.rounds()).hasSize(1);
    }

    @Test
    void keepsItsPlaceBehindCharactersOutsideTheBasicPlaneAndNulls() {
        String page = "\uFEFF<p>\0\uD83D\uDE00 one</p>\0<p>e\u0301 two</P >";
        Conversation told = Conversation.of(page, Markup.HTML, Conversation::loud);
        assertThat(told.result()).endsWith("<p>E\u0301 TWO</P >");
        assertThat(Conversation.of(page, Markup.HTML, UnaryOperator.identity()).result())
                .isEqualTo(page);
    }

    @Test
    void readsWordsThatLookLikePlaceholders() {
        Conversation told = Conversation.of("<p>&lt;1&gt; <b>is</b> it</p>", Markup.HTML, words -> words + "!");
        assertThat(told.asked()).containsExactly("<1> <2>is</2> it");
        assertThat(told.result()).isEqualTo("<p>&lt;1&gt; <b>is</b> it!</p>");
    }

    @Test
    void readsADeeplyNestedPageInItsTime() {
        String page = "<div><b>".repeat(20_000) + "x";
        assertThat(Conversation.of(page, Markup.HTML, UnaryOperator.identity()).result())
                .isEqualTo(page);
    }
}
