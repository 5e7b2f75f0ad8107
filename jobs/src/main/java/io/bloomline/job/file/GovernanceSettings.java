package io.bloomline.job.file;

import io.bloomline.governance.GovernancePolicy;
import org.jspecify.annotations.Nullable;

/**
 * What people's data may be used for.
 *
 * @param policy  what holds for each document by itself
 * @param optOuts topic of documents that are opted out; null for none
 */
public record GovernanceSettings(GovernancePolicy policy, @Nullable String optOuts) {

    /** Every document goes to the model as it is. */
    static final GovernanceSettings NONE = new GovernanceSettings(GovernancePolicy.NONE, null);
}
