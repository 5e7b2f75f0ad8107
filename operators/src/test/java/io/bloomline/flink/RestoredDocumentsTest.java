package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.document.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestoredDocumentsTest {

    private final List<String> begun = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @Test
    void beginInTheOrderInWhichTheyWereRead() {
        RestoredDocuments restored = new RestoredDocuments(100, warnings::add);
        for (String place : List.of("b/0/1", "a/1/9", "a/0/10", "a/1/8", "a/0/9")) {
            hold(restored, place);
        }
        assertThat(begun).isEmpty();

        restored.beginAll();
        assertThat(begun).containsExactly("a/0/9", "a/0/10", "a/1/8", "a/1/9", "b/0/1");
    }

    @Test
    void beginWhenTheyHaveAllThePlacesBecauseNobodyElseEndsOne() {
        RestoredDocuments restored = new RestoredDocuments(2, warnings::add);
        hold(restored, "a/0/2");
        hold(restored, "a/0/1");
        assertThat(begun).containsExactly("a/0/1", "a/0/2");

        hold(restored, "a/0/3");
        restored.beginAll();
        assertThat(begun).containsExactly("a/0/1", "a/0/2", "a/0/3");
    }

    @Test
    void warnOnceOfTheKeyToRaiseWhenMoreComeThanAllThePlaces() {
        RestoredDocuments restored = new RestoredDocuments(2, warnings::add);
        hold(restored, "a/0/2");
        hold(restored, "a/0/1");
        assertThat(warnings).as("all of them are in order").isEmpty();

        hold(restored, "a/0/4");
        hold(restored, "a/0/3");
        hold(restored, "a/0/5");

        assertThat(warnings).singleElement().asString().contains("batching.max-pending allows now (1)");
    }

    private void hold(RestoredDocuments restored, String place) {
        String[] parts = place.split("/", -1);
        SourceRecord source = new SourceRecord(
                parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]), 0, null, null, List.of());
        restored.hold(source, () -> begun.add(place));
    }
}
