package io.bloomline.governance;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What people's data may be used for.
 *
 * @param redaction what is taken out of texts before a model reads them
 * @param consent   what a document's attribute must say of consent; null when nothing is asked
 * @param purpose   what a document's attribute must say of purposes; null when nothing is asked
 */
public record GovernancePolicy(
        RedactionPolicy redaction, @Nullable AttributeRule consent, @Nullable AttributeRule purpose)
        implements Serializable {

    /** Every document goes to the model as it is. */
    public static final GovernancePolicy NONE = new GovernancePolicy(RedactionPolicy.OFF, null, null);
}
