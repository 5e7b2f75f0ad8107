package io.bloomline.governance;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.schema.Document;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model may see a document.
 *
 * @param policy what must be said for that
 */
public record Permission(GovernancePolicy policy) {

    private static final String NO_CONSENT = "no-consent";
    private static final String OTHER_PURPOSE = "other-purpose";

    /** Codes of dead letters that tell nothing of whether a job is well. */
    public static final Set<String> CODES = Set.of(NO_CONSENT, OTHER_PURPOSE);

    /**
     * Refuses a document that no model may see.
     *
     * @throws FailureException {@code REJECTED}, when its attributes don't allow it
     */
    public void require(Document document) {
        require(policy.consent(), document, NO_CONSENT, "consent");
        require(policy.purpose(), document, OTHER_PURPOSE, "purpose");
    }

    private static void require(@Nullable AttributeRule rule, Document document, String code, String key) {
        if (rule != null && !rule.allows(document)) {
            boolean silent = !document.getAttributes().containsKey(rule.attribute());
            throw new FailureException(Failure.rejected(
                    code,
                    "The document's attribute '%s' %s, so no model was asked (governance.%s)"
                            .formatted(
                                    rule.attribute(), silent ? "is missing" : "says nothing that allows this", key)));
        }
    }
}
