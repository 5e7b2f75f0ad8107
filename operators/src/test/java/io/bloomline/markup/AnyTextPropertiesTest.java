package io.bloomline.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds whatever the text is, and whatever the model says. */
class AnyTextPropertiesTest {

    private static final List<String> WORDS = List.of(
            "word",
            "text ",
            " ",
            "5",
            "{n}",
            "http://a.b/c_d",
            "é",
            "e\u0301",
            "文。",
            "שלום",
            "\uD83D\uDE00",
            "\u00A0",
            "\0",
            "&amp;",
            "&copy",
            "&nope;",
            "\\",
            "!",
            "<",
            ">",
            "&",
            "\"",
            "'",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\uFEFF");

    private static final List<String> MARKDOWN = List.of(
            "**",
            "*",
            "_",
            "`",
            "\\*",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "    ",
            "[a](b)",
            "[foo]",
            "[foo]: /u\n",
            "![x](y \"t\")",
            "<b>",
            "</b>",
            "<http://x.y>",
            "|",
            "\n|---|---|\n",
            "\\|",
            "~~",
            "  \n",
            "\\\n",
            "```\n",
            "<div>\n",
            "<!-- c -->",
            "[x] ",
            "<code>",
            "</code>",
            "[",
            "](u)",
            "]");

    private static final List<String> HTML = List.of(
            "<b>",
            "</b>",
            "<p>",
            "</p>",
            "<i>",
            "</i>",
            "<!-- c -->",
            "<script>if(a<b){}</script>",
            "<br>",
            "<br/>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<a href='x&amp;y' title=\"t&quot;\">",
            "</a>",
            "</foo>",
            "<li>",
            "<ul>",
            "</ul>",
            "<textarea>a<b></textarea>",
            "<title>x&lt;</title>",
            "<pre>\n",
            "</pre>",
            "<!doctype html>",
            "< b",
            "<?php x ?>",
            "<![CDATA[z]]>",
            "<svg>",
            "</svg>",
            "<head>",
            "<body class=x>",
            "</body>",
            "</html>",
            "<img alt=foo&amp>",
            "<p translate=no>",
            "<code>",
            "</code>",
            "<option>",
            "<button>");

    private static final List<String> PLACEHOLDERS =
            List.of("<1>", "</1>", "<1/>", "<2>", "</2>", "<2/>", "<3/>", "< 1 >");

    record Trial(Markup markup, String text, long seed) {}

    @Property(tries = 3_000)
    void anEchoComesBackByteForByte(@ForAll("trials") Trial trial) {
        Conversation told = Conversation.of(trial.text(), trial.markup(), words -> words);
        assertThat(told.result()).isEqualTo(trial.text());
        assertThat(told.rounds()).hasSizeLessThanOrEqualTo(1);
    }

    @Property(tries = 3_000)
    void theStructureStaysWhateverTheModelSays(@ForAll("trials") Trial trial) {
        Random random = new Random(trial.seed());
        Conversation told = Conversation.of(trial.text(), trial.markup(), words -> hostile(words, random));
        assertThat(Skeleton.of(told.result(), trial.markup())).isEqualTo(Skeleton.of(trial.text(), trial.markup()));
        assertThat(told.rounds()).hasSizeLessThanOrEqualTo(3);
    }

    @Provide
    Arbitrary<Trial> trials() {
        Arbitrary<Markup> markups = Arbitraries.of(Markup.class);
        return markups.flatMap(markup -> {
            List<String> bits = Stream.concat(
                            WORDS.stream(),
                            switch (markup) {
                                case PLAIN -> Stream.of("\n\n");
                                case MARKDOWN -> MARKDOWN.stream();
                                case HTML -> HTML.stream();
                            })
                    .toList();
            Arbitrary<String> texts =
                    Arbitraries.of(bits).list().ofMinSize(1).ofMaxSize(14).map(some -> String.join("", some));
            return Combinators.combine(texts, Arbitraries.longs()).as((text, seed) -> new Trial(markup, text, seed));
        });
    }

    /** Drops, doubles and invents placeholders, and speaks in markup. */
    private static String hostile(String words, Random random) {
        List<String> bits = Stream.of(WORDS, MARKDOWN, HTML, PLACEHOLDERS, PLACEHOLDERS)
                .flatMap(List::stream)
                .toList();
        StringBuilder answer = new StringBuilder(random.nextBoolean() ? words : "");
        for (int i = random.nextInt(6); i > 0; i--) {
            answer.insert(random.nextInt(answer.length() + 1), bits.get(random.nextInt(bits.size())));
        }
        return answer.toString();
    }
}
