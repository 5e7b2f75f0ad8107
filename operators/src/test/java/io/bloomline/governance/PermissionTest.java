package io.bloomline.governance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.failure.FailureException;
import io.bloomline.schema.Document;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionTest {

    private static final Permission PERMISSION = new Permission(new GovernancePolicy(
            RedactionPolicy.OFF,
            new AttributeRule("consent", Set.of("yes", "signed")),
            new AttributeRule("purposes", Set.of("search"))));

    @ParameterizedTest
    @ValueSource(strings = {"search", "training, search", "search,training"})
    void anyOfSeveralPurposesIsEnough(String purposes) {
        assertThatCode(() -> PERMISSION.require(document(Map.of("consent", "signed", "purposes", purposes))))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsMissingIsNoConsent() {
        assertThatThrownBy(() -> PERMISSION.require(document(Map.of("purposes", "search"))))
                .isInstanceOf(FailureException.class)
                .hasMessage(
                        "The document's attribute 'consent' is missing, so no model was asked (governance.consent)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "Yes", "yesterday", ""})
    void whatIsNotListedIsNoConsent(String consent) {
        assertThatThrownBy(() -> PERMISSION.require(document(Map.of("consent", consent, "purposes", "search"))))
                .isInstanceOf(FailureException.class)
                .hasMessage("The document's attribute 'consent' says nothing that allows this, so no model was asked"
                        + " (governance.consent)");
    }

    @Test
    void anotherPurposeIsNotThisOne() {
        assertThatThrownBy(() -> PERMISSION.require(document(Map.of("consent", "yes", "purposes", "training"))))
                .isInstanceOfSatisfying(FailureException.class, failed -> org.assertj.core.api.Assertions.assertThat(
                                failed.failure().code())
                        .isEqualTo("other-purpose"));
    }

    private static Document document(Map<String, String> attributes) {
        return Document.newBuilder().setText("text").setAttributes(attributes).build();
    }
}
