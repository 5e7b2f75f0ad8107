package io.bloomline.job.local;

/**
 * A thing that has a name in many languages.
 *
 * @param kind month, weekday, country, language, currency or date
 * @param id   which of its kind, for example {@code FR} or {@code 2002-02-03}
 */
record Concept(String kind, String id) {

    static final String DATE = "date";

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
