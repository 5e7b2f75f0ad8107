package io.bloomline.job.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.job.local.SampleDocument.Content;
import io.bloomline.schema.Document;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.MalformedRecordException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleDocumentsTest {

    static final World WORLD = World.read(Path.of("../deploy/triton/bloom-nano/world.json"));

    private final SampleDocuments samples = SampleDocuments.draw(WORLD, 1);

    @Test
    void theSameSeedDrawsTheSameDocumentsAndAnotherOthers() {
        assertThat(bytes(SampleDocuments.draw(WORLD, 1))).isEqualTo(bytes(samples));
        assertThat(bytes(SampleDocuments.draw(WORLD, 2))).isNotEqualTo(bytes(samples));
    }

    @Test
    void coversTwentyLanguagesAndMoreOnEachSide() {
        assertThat(languages(samples.names())).hasSizeGreaterThanOrEqualTo(20);
        assertThat(languages(samples.phrases())).hasSizeGreaterThanOrEqualTo(20);
        assertThat(SampleDocuments.TARGETS).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(20);
        assertThat(WORLD.languages().keySet()).containsAll(SampleDocuments.TARGETS);
    }

    @Test
    void everyIdIsThereOnce() {
        for (List<SampleDocument> topic : List.of(samples.names(), samples.phrases())) {
            assertThat(topic).extracting(SampleDocument::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void noNameIsThereTwiceSoThatANeighbourIsNeverTheSameText() {
        assertThat(contents(samples.names()).filter(content -> content.meaning() != null))
                .extracting(content -> content.text().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyPhraseHasARightAnswerInEveryTargetLanguage() {
        assertThat(contents(samples.phrases()).map(Content::meaning).filter(Objects::nonNull))
                .isNotEmpty()
                .allSatisfy(phrase -> assertThat(SampleDocuments.TARGETS)
                        .allSatisfy(
                                target -> assertThat(phrase.in(target, WORLD)).isNotBlank()));
    }

    @Test
    void namesAndDatesAreAskedFor() {
        assertThat(contents(samples.names()).map(Content::meaning).filter(Objects::nonNull))
                .extracting(Phrase::kind)
                .contains("month", "weekday", "country", "language", "currency", "date");
    }

    @Test
    void readableDocumentsReadAsWhatIsKnownOfThem() throws MalformedRecordException {
        for (SampleDocument document : samples.phrases()) {
            Content content = document.content();
            if (content != null) {
                Document read = DocumentFormat.JSON.reader().read(document.value());
                assertThat(read.getId()).isEqualTo(document.id());
                assertThat(read.getText()).isEqualTo(content.text());
                assertThat(read.getLanguage()).isEqualTo(content.language());
            }
        }
    }

    @Test
    void unreadableDocumentsAreRefusedForTheReasonThatIsExpected() {
        for (SampleDocument document : samples.phrases()) {
            if (document.content() == null) {
                assertThatThrownBy(() -> DocumentFormat.JSON.reader().read(document.value()))
                        .isInstanceOfSatisfying(MalformedRecordException.class, refused -> assertThat(refused.code())
                                .isEqualTo(SampleDocuments.REFUSALS.get(document.id())));
            }
        }
        assertThat(samples.names()).extracting(SampleDocument::id).containsAll(SampleDocuments.REFUSALS.keySet());
    }

    private static List<String> bytes(SampleDocuments samples) {
        List<SampleDocument> all = new ArrayList<>(samples.names());
        all.addAll(samples.phrases());
        return all.stream()
                .map(document -> document.id() + new String(document.value(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> languages(List<SampleDocument> documents) {
        return contents(documents).map(Content::language).distinct().toList();
    }

    private static Stream<Content> contents(List<SampleDocument> documents) {
        return documents.stream().map(SampleDocument::content).filter(Objects::nonNull);
    }
}
