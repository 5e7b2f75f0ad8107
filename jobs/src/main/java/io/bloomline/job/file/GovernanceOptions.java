package io.bloomline.job.file;

import io.bloomline.governance.AttributeRule;
import io.bloomline.governance.GovernancePolicy;
import io.bloomline.governance.PersonalData;
import io.bloomline.governance.RedactionPolicy;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys under {@code governance}: what people's data may be used for. */
final class GovernanceOptions {

    /** Whether something is done. */
    enum Switch {
        OFF,
        ON
    }

    private static final Map<PersonalData, Option<Switch>> BY_KIND = byKind();

    static final Option<Switch> DEAD_LETTERS = Option.optional(
            "governance.redact.dead-letters",
            SingleTypes.word(Switch.class),
            "on",
            "Whether what is replaced before the model is replaced in dead letters too. A document that can't be read can't"
                    + " be searched, so its dead letter goes without the value then, and says where that stands.");

    private static final Option<String> CONSENT_ATTRIBUTE = Option.required(
            "governance.consent.attribute",
            SingleTypes.ATTRIBUTE,
            "Attribute of documents that tells of consent. A document of which it doesn't say one of"
                    + " `governance.consent.values` is shown to no model, and becomes a dead letter `no-consent`.");

    private static final Option<List<String>> CONSENT_VALUES = Option.required(
            "governance.consent.values", CompoundTypes.WORDS, "What it says where there is consent; any of these.");

    private static final Option<String> PURPOSE_ATTRIBUTE = Option.required(
            "governance.purpose.attribute",
            SingleTypes.ATTRIBUTE,
            "Attribute of documents that tells what they may be used for, with commas between several purposes. A document"
                    + " of which it says none of `governance.purpose.values` is shown to no model, and becomes a dead letter"
                    + " `other-purpose`.");

    private static final Option<List<String>> PURPOSE_VALUES = Option.required(
            "governance.purpose.values", CompoundTypes.WORDS, "The purposes of this job; any of them is enough.");

    static final Option<String> OPT_OUT_TOPIC = Option.unset(
            "governance.opt-out.topic",
            SingleTypes.TOPIC_NAME,
            "none",
            "Compacted topic of opt-outs: its keys are keys or ids of documents, or `attribute:value`; any value opts out, a null"
                    + " value takes that back. What is opted out is shown to no model, and its results are deleted. Read as a"
                    + " whole at each start, and held in memory by each process, at about 150 bytes each.");

    static final List<Option<?>> ALL = Stream.<Option<?>>concat(
                    BY_KIND.values().stream(),
                    Stream.of(
                            DEAD_LETTERS,
                            CONSENT_ATTRIBUTE,
                            CONSENT_VALUES,
                            PURPOSE_ATTRIBUTE,
                            PURPOSE_VALUES,
                            OPT_OUT_TOPIC))
            .toList();

    private GovernanceOptions() {}

    static GovernanceSettings settings(OptionValues values) {
        return new GovernanceSettings(policy(values), values.find(OPT_OUT_TOPIC));
    }

    private static GovernancePolicy policy(OptionValues values) {
        Set<PersonalData> kinds = BY_KIND.entrySet().stream()
                .filter(kind -> values.get(kind.getValue()) == Switch.ON)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new GovernancePolicy(
                new RedactionPolicy(kinds, values.get(DEAD_LETTERS) == Switch.ON),
                rule(values, CONSENT_ATTRIBUTE, CONSENT_VALUES),
                rule(values, PURPOSE_ATTRIBUTE, PURPOSE_VALUES));
    }

    private static @Nullable AttributeRule rule(
            OptionValues values, Option<String> attribute, Option<List<String>> allowed) {
        String name = values.find(attribute);
        return name == null ? null : new AttributeRule(name, new HashSet<>(values.get(allowed)));
    }

    private static Map<PersonalData, Option<Switch>> byKind() {
        Map<PersonalData, Option<Switch>> options = new EnumMap<>(PersonalData.class);
        for (PersonalData kind : PersonalData.values()) {
            options.put(
                    kind,
                    Option.optional(
                            "governance.redact." + kind.code(), SingleTypes.word(Switch.class), "off", about(kind)));
        }
        return options;
    }

    private static String about(PersonalData kind) {
        return switch (kind) {
            case EMAIL ->
                "`on` replaces e-mail addresses in documents' texts by `PI:EMAIL` before a model reads them; results have the"
                        + " tag `redacted-email`.";
            case SECRET_KEY ->
                "The same for private keys, tokens, passwords that are called so, and long runs of letters and digits that"
                        + " look random, such as hashes: `PI:KEY`.";
            case IP_ADDRESS -> "For IP addresses, version 4 and 6: `PI:IP_ADDRESS`.";
            case USER_NAME ->
                "For user names behind an `@`: `PI:USER`. Turn it off for program code, where annotations look the same.";
        };
    }
}
