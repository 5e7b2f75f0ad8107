package io.bloomline.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.preparation.Draft.Body.Translated;
import io.bloomline.schema.Document;
import io.bloomline.schema.FinishReason;
import io.bloomline.testing.EchoModel;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MarkedTranslationTest {

    private static final String PAGE = "<h1>Title</h1>\n<p>A <b>bold</b> word</p>\n<pre>code</pre>\n";

    @Test
    void asksPassageByPassageForOneResultPerLanguage() {
        List<Draft> drafts = translated(DocumentMarkup.HTML, PAGE, Map.of(), String::toUpperCase);
        assertThat(drafts).extracting(Draft::keySuffix).containsExactly("@fr", "@sw");
        assertThat(drafts).allSatisfy(draft -> {
            assertThat(text(draft)).isEqualTo("<h1>TITLE</h1>\n<p>A <b>BOLD</b> WORD</p>\n<pre>code</pre>\n");
            assertThat(draft.tags()).isEmpty();
            assertThat(draft.origin().exchanges())
                    .extracting(exchange -> exchange.request().text())
                    .allSatisfy(prompt -> assertThat(prompt).doesNotContain("code"))
                    .hasSize(2);
            assertThat(draft.origin().parameters()).containsEntry("parts", "2");
        });
    }

    @Test
    void asksAgainInPiecesAndSaysSo() {
        Draft draft = translated(DocumentMarkup.HTML, PAGE, Map.of(), words -> words.replaceAll("</?1>", ""))
                .get(0);
        assertThat(text(draft)).isEqualTo(PAGE);
        assertThat(draft.tags()).containsExactly("translated-in-pieces");
        assertThat(draft.origin().exchanges()).hasSize(5);
    }

    @Test
    void readsEachDocumentAsItsContentTypeSays() {
        assertThat(text(translated(
                                DocumentMarkup.CONTENT_TYPE,
                                "*a* `b`",
                                Map.of("content-type", "text/markdown"),
                                String::toUpperCase)
                        .get(0)))
                .isEqualTo("*A* `b`");
        assertThat(text(translated(DocumentMarkup.CONTENT_TYPE, "*a* `b`", Map.of(), String::toUpperCase)
                        .get(0)))
                .isEqualTo("*A* `B`");
    }

    @Test
    void refusesAContentTypeThatItDoesNotKnow() {
        assertThatThrownBy(() -> translated(
                        DocumentMarkup.CONTENT_TYPE,
                        "a",
                        Map.of("content-type", "application/pdf"),
                        UnaryOperator.identity()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().code()).isEqualTo("unknown-content-type"))
                .hasMessageContaining("is 'application/pdf'");
    }

    @Test
    void refusesADocumentWithoutWords() {
        assertThatThrownBy(() -> translated(DocumentMarkup.HTML, "<pre>code</pre>", Map.of(), UnaryOperator.identity()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().code()).isEqualTo("nothing-to-translate"));
    }

    @Test
    void saysThatAPassageWasCutByTheTokenLimit() {
        Draft draft = translated(DocumentMarkup.HTML, "<p>long</p><p>short</p>", Map.of(), UnaryOperator.identity())
                .get(0);
        assertThat(((Translated) draft.body()).finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    private static String text(Draft draft) {
        return ((Translated) draft.body()).text();
    }

    private static List<Draft> translated(
            DocumentMarkup markup, String text, Map<String, String> attributes, UnaryOperator<String> words) {
        Document document =
                Document.newBuilder().setText(text).setAttributes(attributes).build();
        try (Model model = new EchoModel(Output.TEXT, 500).open()) {
            Preparation preparation = Preparation.of(
                    new Task.Translate(List.of("fr", "sw"), 100, markup),
                    LanguagePolicy.DEFAULT,
                    model.description(),
                    model.tokenizer());
            Dialogue<List<Draft>> dialogue = preparation.prepare(document);
            while (dialogue instanceof Dialogue.Ask<List<Draft>> ask) {
                dialogue = ask.then()
                        .apply(ask.requests().stream()
                                .map(request -> answer(request, words))
                                .toList());
            }
            return ((Dialogue.Done<List<Draft>>) dialogue).result();
        }
    }

    /** What is between the prompt's colon and its last words. */
    private static Answer answer(InferenceRequest request, UnaryOperator<String> words) {
        String prompt = request.text();
        String asked = prompt.substring(prompt.indexOf(": ") + 2, prompt.lastIndexOf(". Translation:"));
        FinishReason reason = asked.equals("long") ? FinishReason.LENGTH : FinishReason.STOP;
        return new Answer(new Generated(words.apply(asked), 1, reason), "7", "local:nowhere");
    }
}
