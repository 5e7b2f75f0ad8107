package io.bloomline.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptTemplateTest {

    private static final PromptTemplate TEMPLATE = new PromptTemplate("t", "To {language}: {text}. {other}");

    @Test
    void putsValuesInTheirPlaces() {
        assertThat(TEMPLATE.render(Map.of("language", "French", "text", "Monday")))
                .isEqualTo("To French: Monday. {other}");
    }

    @Test
    void leavesPlacesAloneThatTheTextBringsAlong() {
        assertThat(TEMPLATE.render(Map.of("language", "French", "text", "{language} $1 \\ {text}")))
                .isEqualTo("To French: {language} $1 \\ {text}. {other}");
    }

    @Test
    void hasTheHashOfItsWordsAndNotOfItsValues() {
        assertThat(TEMPLATE.hash())
                .isEqualTo(new PromptTemplate("another name", TEMPLATE.text()).hash())
                .isNotEqualTo(new PromptTemplate("t", TEMPLATE.text() + " ").hash())
                .matches("[0-9a-f]{64}");
    }
}
