package io.bloomline.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.preparation.Dialogue.Ask;
import io.bloomline.preparation.Dialogue.Done;
import io.bloomline.prompt.Example;
import io.bloomline.prompt.PromptCatalogue;
import io.bloomline.prompt.PromptException;
import io.bloomline.prompt.PromptLanguage;
import io.bloomline.prompt.PromptTemplate;
import io.bloomline.prompt.Prompts;
import io.bloomline.schema.Chunk;
import io.bloomline.schema.Document;
import io.bloomline.testing.EchoModel;
import io.bloomline.testing.StandInTokenizer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreparationTest {

    @Test
    void embedsAShortDocumentWhole() {
        Ask<List<Draft>> asked = ask(embed(0, 100).prepare(document("Monday", "en")));
        assertThat(asked.requests()).singleElement().satisfies(request -> {
            assertThat(request.text()).isEqualTo("Monday");
            assertThat(request.tokens()).isEqualTo(6);
        });
        assertThat(drafts(asked)).singleElement().satisfies(draft -> {
            assertThat(draft.keySuffix()).isEmpty();
            assertThat(draft.chunk()).isNull();
            assertThat(draft.language()).isEqualTo("en");
        });
    }

    @Test
    void embedsALongDocumentInChunks() {
        List<Draft> drafts = drafts(ask(embed(10, 100).prepare(document("one two three four", null))));
        assertThat(drafts).hasSizeGreaterThan(1);
        assertThat(drafts.get(1).keySuffix()).isEqualTo("#1");
        assertThat(drafts.get(1).chunk())
                .extracting(Chunk::getIndex, Chunk::getCount)
                .containsExactly(1, drafts.size());
    }

    @Test
    void translatesIntoEachLanguageButTheDocumentsOwn() {
        Ask<List<Draft>> asked =
                ask(translate(List.of("fr", "sw", "en"), 20, 200).prepare(document("Monday", "en-GB")));
        assertThat(asked.requests())
                .extracting(InferenceRequest::text)
                .containsExactly(
                        "Translate to French: Monday. Translation:", "Translate to Swahili: Monday. Translation:");
        List<Draft> drafts = drafts(asked);
        assertThat(drafts).extracting(Draft::keySuffix).containsExactly("@fr", "@sw");
        assertThat(drafts.get(1).origin().parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("max-tokens", "20", "temperature", "0.0"));
    }

    @Test
    void refusesToTranslateWhatIsInTheLanguageAlready() {
        assertRejected("already-in-target-language", translate(List.of("fr"), 20, 200), document("lundi", "fr"));
    }

    @Test
    void refusesATextThatDoesNotFitWithItsAnswer() {
        Preparation preparation =
                preparation(new Task.Generate("About {text}:", GenerationParameters.greedy(20)), Output.TEXT, 100);
        assertThatThrownBy(() -> preparation.prepare(document("x".repeat(88), "en")))
                .hasMessage(
                        "The document has 95 tokens with its prompt; model echo accepts 80, its 100 less the 20 kept"
                                + " for the answer (task.generate.max-tokens)");
    }

    @Test
    void leavesItToTheModelToCountWhatNobodyHereCan() {
        Preparation preparation = preparationWithoutTokenizer(new Task.Translate(List.of("fr"), 20), Output.TEXT, 100);
        assertThat(ask(preparation.prepare(document("x".repeat(1_000), "en"))).requests())
                .hasSize(1);
    }

    @Test
    void refusesAnAnswerLongerThanTheModelsContextWhoeverCounts() {
        assertMisconfigured(
                "output-over-context",
                () -> preparationWithoutTokenizer(new Task.Translate(List.of("fr"), 100), Output.TEXT, 100));
    }

    @Test
    void cutsIntoChunksThatFitEvenIfEachByteWereAToken() {
        Preparation preparation = preparationWithoutTokenizer(new Task.Embed(0), Output.VECTOR, 10);
        assertThat(ask(preparation.prepare(document("one two three four", "en")))
                        .requests())
                .hasSizeGreaterThan(1)
                .allSatisfy(chunk -> assertThat(chunk.tokens()).isLessThanOrEqualTo(10));
    }

    @Test
    void generatesFromThePromptAroundTheText() {
        Preparation preparation = preparation(
                new Task.Generate("What is {text}?", new GenerationParameters(5, 0.7, 40, 0.9, 42)), Output.TEXT, 100);
        Ask<List<Draft>> asked = ask(preparation.prepare(document("Monday", "en")));
        assertThat(asked.requests()).extracting(InferenceRequest::text).containsExactly("What is Monday?");
        assertThat(drafts(asked)).singleElement().satisfies(draft -> {
            assertThat(draft.origin().promptId()).isEqualTo("job");
            assertThat(draft.origin().parameters())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "max-tokens", "5", "temperature", "0.7", "top-k", "40", "top-p", "0.9", "seed", "42"));
        });
    }

    @Test
    void asksInTheLanguageThatThePromptsChoose() throws PromptException {
        Task task = new Task.Generate(
                PromptCatalogue.shipped().find("summary", "generate", new PromptLanguage.OfDocument()),
                GenerationParameters.greedy(5),
                (Prompts) null);
        Preparation preparation = preparation(task, Output.TEXT, 200);
        assertThat(ask(preparation.prepare(document("lundi", "fr")))
                        .requests()
                        .get(0)
                        .text())
                .startsWith("lundi\n\nÉcris un court résumé");
        Ask<List<Draft>> english = ask(preparation.prepare(document("Jumatatu", null)));
        assertThat(english.requests().get(0).text()).startsWith("Jumatatu\n\nWrite a short summary");
        assertThat(drafts(english).get(0).origin().promptId()).isEqualTo("summary/en@1");
        assertThat(task.promptHashes()).contains(drafts(english).get(0).origin().promptHash());
    }

    @Test
    void translatesWithThePromptOfTheTargetAndItsExamples() {
        PromptTemplate french = new PromptTemplate(
                "p/fr@1",
                "fr",
                "En {language} : {text} =",
                List.of(new Example.Parallel(Map.of("en", "day", "fr", "jour", "sw", "siku"))));
        Prompts prompts = new Prompts(
                Map.of("en", PromptTemplate.ofWords("p/en@1", "In {language}: {text} ="), "fr", french), true);
        Preparation preparation = preparation(
                new Task.Translate(List.of("fr", "sw"), 20, DocumentMarkup.NONE, prompts), Output.TEXT, 200);
        Ask<List<Draft>> asked = ask(preparation.prepare(document(" Monday", "en")));
        assertThat(asked.requests())
                .extracting(InferenceRequest::text)
                .containsExactly("En français : day = jour\n\nEn français : Monday =", "In Swahili: Monday =");
        assertThat(drafts(asked))
                .extracting(draft -> draft.origin().promptHash())
                .containsExactly(french.hash(), prompts.choose("en", "sw").hash());
    }

    @Test
    void refusesADocumentWithoutText() {
        assertRejected("empty-text", embed(0, 100), document(" \n\t\u3000", "en"));
    }

    @Test
    void refusesALanguageThatTheModelWasNotMadeFor() {
        assertRejected("unsupported-language", embed(0, 100), document("Montag", "de"));
        assertRejected("unsupported-language", embed(0, 100), document("Lunes", "es"));
    }

    @Test
    void refusesAJobThatTheModelCanNotDo() {
        assertMisconfigured("wrong-model", () -> preparation(new Task.Embed(0), Output.TEXT, 100));
        assertMisconfigured("unsupported-target-language", () -> translate(List.of("fr", "es"), 20, 100));
        assertMisconfigured("output-over-context", () -> translate(List.of("fr"), 100, 100));
        assertMisconfigured(
                "overlap-over-chunk",
                () -> preparation(new Task.Embed(10, 6, Task.Embed.Chunks.SEPARATE), Output.VECTOR, 100));
    }

    private static Ask<List<Draft>> ask(Dialogue<List<Draft>> dialogue) {
        return (Ask<List<Draft>>) dialogue;
    }

    /** What comes of it when the model repeats what it was asked. */
    private static List<Draft> drafts(Ask<List<Draft>> asked) {
        return ((Done<List<Draft>>) asked.then()
                        .apply(asked.requests().stream().map(EchoModel::answer).toList()))
                .result();
    }

    private static void assertRejected(String code, Preparation preparation, Document document) {
        assertThatThrownBy(() -> preparation.prepare(document))
                .isInstanceOfSatisfying(FailureException.class, thrown -> {
                    assertThat(thrown.failure().kind()).isEqualTo(FailureKind.REJECTED);
                    assertThat(thrown.failure().code()).isEqualTo(code);
                });
    }

    private static void assertMisconfigured(
            String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable opening) {
        assertThatThrownBy(opening).isInstanceOfSatisfying(FailureException.class, thrown -> {
            assertThat(thrown.failure().kind()).isEqualTo(FailureKind.MISCONFIGURED);
            assertThat(thrown.failure().code()).isEqualTo(code);
        });
    }

    private static Preparation embed(int chunkTokens, int modelTokens) {
        return preparation(new Task.Embed(chunkTokens), Output.VECTOR, modelTokens);
    }

    private static Preparation translate(List<String> to, int maxTokens, int modelTokens) {
        return preparation(new Task.Translate(to, maxTokens), Output.TEXT, modelTokens);
    }

    private static Preparation preparationWithoutTokenizer(Task task, Output output, int modelTokens) {
        try (Model model = new EchoModel(output, modelTokens).open()) {
            return Preparation.of(task, LanguagePolicy.DEFAULT, model.description(), new StandInTokenizer());
        }
    }

    private static Preparation preparation(Task task, Output output, int modelTokens) {
        try (Model model = new EchoModel(output, modelTokens).open()) {
            return Preparation.of(task, LanguagePolicy.DEFAULT, model.description(), model.tokenizer());
        }
    }

    private static Document document(String text, @Nullable String language) {
        return Document.newBuilder().setText(text).setLanguage(language).build();
    }
}
