package io.bloomline.preparation;

import static io.bloomline.language.LanguagePolicy.Treatment.DEAD_LETTER;
import static io.bloomline.language.LanguagePolicy.Treatment.PROCESS;
import static io.bloomline.language.LanguagePolicy.Treatment.TAG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.language.LanguagePolicy.Treatment;
import io.bloomline.preparation.Dialogue.Ask;
import io.bloomline.preparation.Dialogue.Done;
import io.bloomline.schema.Document;
import io.bloomline.testing.EchoModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LanguageAwareTest {

    private static final String FRENCH =
            "La bibliothèque ouvre à neuf heures, et tous ceux qui veulent y lire peuvent venir avec une amie.";
    private static final String GERMAN = "Die Bibliothek öffnet um neun Uhr, und alle, die dort lesen möchten, dürfen"
            + " eine Freundin mitbringen. Abends wird dort oft vorgelesen, und danach gibt es für alle heißen Tee.";

    @Test
    void givesADocumentTheLanguageThatWasFoundAndSaysSo() {
        assertThat(draft(detecting(DEAD_LETTER, DEAD_LETTER), FRENCH, null)).satisfies(draft -> {
            assertThat(draft.language()).isEqualTo("fr");
            assertThat(draft.tags()).isEmpty();
            assertThat(draft.origin().parameters())
                    .containsEntry("language-detected", "fr")
                    .hasEntrySatisfying("language-confidence", confidence -> assertThat(Double.parseDouble(confidence))
                            .isBetween(0.8, 1.0));
        });
    }

    @Test
    void believesADocumentThatGivesItsLanguage() {
        assertThat(draft(detecting(DEAD_LETTER, DEAD_LETTER), FRENCH, "en")).satisfies(draft -> {
            assertThat(draft.language()).isEqualTo("en");
            assertThat(draft.origin().parameters()).isEmpty();
        });
    }

    @Test
    void leavesUnknownWhatItIsNotSureOf() {
        assertThat(draft(detecting(DEAD_LETTER, TAG), "Monday", null)).satisfies(draft -> {
            assertThat(draft.language()).isNull();
            assertThat(draft.tags()).containsExactly("unknown-language");
            assertThat(draft.origin().parameters()).isEmpty();
        });
    }

    @Test
    void detectsNothingUnlessItIsTold() {
        assertThat(draft(LanguagePolicy.DEFAULT, FRENCH, null)).satisfies(draft -> {
            assertThat(draft.language()).isNull();
            assertThat(draft.origin().parameters()).isEmpty();
        });
    }

    @Test
    void translatesIntoNoLanguageThatWasFound() {
        Dialogue<List<Draft>> asked = preparation(
                        new Task.Translate(List.of("fr", "sw"), 20), Output.TEXT, detecting(DEAD_LETTER, DEAD_LETTER))
                .prepare(document(FRENCH, null));

        assertThat(drafts(asked)).extracting(Draft::keySuffix).containsExactly("@sw");
    }

    @Test
    void processesTagsOrRefusesALanguageThatIsNotTheModels() {
        assertThat(draft(policy(PROCESS, PROCESS), "Montag", "de")).satisfies(draft -> {
            assertThat(draft.language()).isEqualTo("de");
            assertThat(draft.tags()).isEmpty();
        });
        assertThat(draft(policy(TAG, PROCESS), "Montag", "de").tags()).containsExactly("unsupported-language");
        assertThatThrownBy(() -> draft(policy(DEAD_LETTER, PROCESS), "Montag", "de"))
                .hasMessage("The document's language 'de' is none of the 3 that model echo was made for"
                        + " (language.unsupported)");
    }

    @Test
    void treatsALanguageThatWasFoundLikeOneThatWasGiven() {
        assertThat(draft(detecting(TAG, PROCESS), GERMAN, null)).satisfies(draft -> {
            assertThat(draft.language()).isEqualTo("de");
            assertThat(draft.tags()).containsExactly("unsupported-language");
            assertThat(draft.origin().parameters()).containsEntry("language-detected", "de");
        });
    }

    @Test
    void processesTagsOrRefusesAnUnknownLanguage() {
        assertThat(draft(policy(DEAD_LETTER, PROCESS), "Monday", null).tags()).isEmpty();
        assertThat(draft(policy(DEAD_LETTER, TAG), "Monday", null).tags()).containsExactly("unknown-language");
        assertThatThrownBy(() -> draft(policy(DEAD_LETTER, DEAD_LETTER), "Monday", null))
                .hasMessage("The document gives no language (language.unknown)");
        assertThatThrownBy(() -> draft(detecting(DEAD_LETTER, DEAD_LETTER), "Monday", null))
                .hasMessage("The document gives no language, and none was found with a confidence of 0.80 or more"
                        + " (language.min-confidence) (language.unknown)");
    }

    private static LanguagePolicy policy(Treatment unsupported, Treatment unknown) {
        return new LanguagePolicy(false, 0.8, unsupported, unknown);
    }

    private static LanguagePolicy detecting(Treatment unsupported, Treatment unknown) {
        return new LanguagePolicy(true, 0.8, unsupported, unknown);
    }

    private static Draft draft(LanguagePolicy policy, String text, @Nullable String language) {
        Preparation preparation = preparation(new Task.Embed(0), Output.VECTOR, policy);
        return drafts(preparation.prepare(document(text, language))).get(0);
    }

    private static List<Draft> drafts(Dialogue<List<Draft>> dialogue) {
        Ask<List<Draft>> asked = (Ask<List<Draft>>) dialogue;
        return ((Done<List<Draft>>) asked.then()
                        .apply(asked.requests().stream().map(EchoModel::answer).toList()))
                .result();
    }

    private static Preparation preparation(Task task, Output output, LanguagePolicy policy) {
        try (Model model = new EchoModel(output, 1_000).open()) {
            return Preparation.of(task, policy, model.description(), model.tokenizer());
        }
    }

    private static Document document(String text, @Nullable String language) {
        return Document.newBuilder()
                .setId("doc")
                .setText(text)
                .setLanguage(language)
                .setAttributes(Map.of())
                .build();
    }
}
