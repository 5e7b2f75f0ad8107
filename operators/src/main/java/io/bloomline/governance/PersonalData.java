package io.bloomline.governance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A kind of data about people that can be taken out of texts. BLOOM's own training texts had the same kinds replaced by the
 * same markers, so that it knows them; and they mean nothing in Markdown or HTML.
 */
public enum PersonalData {
    EMAIL("PI:EMAIL"),
    SECRET_KEY("PI:KEY"),
    IP_ADDRESS("PI:IP_ADDRESS"),
    USER_NAME("PI:USER");

    /** An expression that matches each marker. */
    public static final String MARKERS = Arrays.stream(values())
            .map(PersonalData::marker)
            .collect(Collectors.joining("|", "(?<![A-Za-z0-9_])(?:", ")(?![A-Za-z0-9_])"));

    private static final String TAG = "redacted-";

    private final String marker;
    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    PersonalData(String marker) {
        this.marker = marker;
    }

    /** Its name in job files, metrics and headers: {@code ip-address}. */
    public String code() {
        return code;
    }

    /** What stands in its place. */
    public String marker() {
        return marker;
    }

    /** What results say where it was replaced in what the model was given: {@code redacted-ip-address}. */
    public String tag() {
        return TAG + code;
    }

    /** The kind that a tag tells of; empty when it is a tag of something else. */
    public static Optional<PersonalData> ofTag(String tag) {
        return Arrays.stream(values()).filter(kind -> kind.tag().equals(tag)).findFirst();
    }
}
