package io.bloomline.preparation;

import static io.bloomline.failure.Failure.rejected;

import io.bloomline.failure.FailureException;
import io.bloomline.markup.Markup;
import io.bloomline.schema.Document;
import java.util.Optional;

/** How documents that are to be translated are marked up. */
public enum DocumentMarkup {
    /** Nobody says: they go to the model as they are, and nothing in them is protected. */
    NONE,
    /** Not at all; addresses, numbers and placeholders are protected. */
    PLAIN,
    /** In Markdown. */
    MARKDOWN,
    /** In HTML. */
    HTML,
    /** Each as its attribute {@code content-type} says; plain without one. */
    CONTENT_TYPE;

    private static final String ATTRIBUTE = "content-type";

    /**
     * The markup of a document; empty when nobody says.
     *
     * @throws FailureException {@code REJECTED}, when the document's content type is none that is known here
     */
    Optional<Markup> of(Document document) {
        return switch (this) {
            case NONE -> Optional.empty();
            case PLAIN -> Optional.of(Markup.PLAIN);
            case MARKDOWN -> Optional.of(Markup.MARKDOWN);
            case HTML -> Optional.of(Markup.HTML);
            case CONTENT_TYPE -> Optional.of(ofContentType(document));
        };
    }

    private static Markup ofContentType(Document document) {
        String contentType = document.getAttributes().get(ATTRIBUTE);
        if (contentType == null) {
            return Markup.PLAIN;
        }
        return Markup.ofContentType(contentType)
                .orElseThrow(() -> new FailureException(rejected(
                        "unknown-content-type",
                        "The document's attribute content-type is '%s'; task.translate.markup: content-type knows text/plain, text/markdown and text/html"
                                .formatted(shown(contentType)))));
    }

    private static String shown(String contentType) {
        return contentType.length() <= 60 ? contentType : contentType.substring(0, 60) + "…";
    }
}
