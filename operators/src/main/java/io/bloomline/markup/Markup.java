package io.bloomline.markup;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a text is marked up. */
public enum Markup {
    /** Not at all: paragraphs between empty lines. */
    PLAIN("text/plain"),
    /** CommonMark with GitHub's tables and strikethrough, and front matter, which stays as it is. */
    MARKDOWN("text/markdown"),
    /** A page or a part of one, as browsers read it. */
    HTML("text/html");

    private final String mediaType;

    Markup(String mediaType) {
        this.mediaType = mediaType;
    }

    /**
     * The markup that a content type stands for.
     *
     * @param contentType as in HTTP: {@code text/markdown; charset=utf-8}; parameters and case don't matter
     * @return empty for a type that none of these has
     */
    public static Optional<Markup> ofContentType(String contentType) {
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(markup -> markup.mediaType.equals(mediaType))
                .findFirst();
    }

    /** The text's units. Never fails: whatever has no meaning as markup is text. */
    MarkedText read(String text) {
        return switch (this) {
            case PLAIN -> PlainReader.read(text);
            case MARKDOWN -> MarkdownReader.read(text);
            case HTML -> HtmlReader.read(text);
        };
    }
}
