package io.bloomline.markup;

import java.util.regex.Pattern;

/** How translated words are written in their place, so that they are read as the same words and as no markup. */
enum Escaping {
    NONE {
        @Override
        String escape(String words, char next) {
            return words;
        }
    },
    MARKDOWN {
        @Override
        String escape(String words, char next) {
            return MarkdownEscaping.escape(SPACES.matcher(words).replaceAll(" "), next, false);
        }
    },
    /** Where a bar would begin the next cell. */
    MARKDOWN_CELL {
        @Override
        String escape(String words, char next) {
            return MarkdownEscaping.escape(SPACES.matcher(words).replaceAll(" "), next, true);
        }
    },
    HTML_TEXT {
        @Override
        String escape(String words, char next) {
            return SPACES.matcher(words)
                    .replaceAll(" ")
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;");
        }
    },
    HTML_ATTRIBUTE {
        @Override
        String escape(String words, char next) {
            return HTML_TEXT.escape(words, next).replace("\"", "&quot;").replace("'", "&#39;");
        }
    },
    /** A value without quotes, which it needs as soon as it has a space. */
    HTML_BARE_ATTRIBUTE {
        @Override
        String escape(String words, char next) {
            return '"' + HTML_ATTRIBUTE.escape(words, next) + '"';
        }
    };

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /**
     * What words look like in the text.
     *
     * @param next the character that follows them there; 0 at the end of the text
     */
    abstract String escape(String words, char next);
}
