package io.bloomline.job.file;

/**
 * A single value of the file.
 *
 * @param place   where it stands
 * @param text    the value, substitutions done; may be secret
 * @param written the value as it stands in the file; messages quote this one
 */
record Scalar(Place place, String text, String written) {

    /** The value as messages name it. */
    String quoted() {
        return "'" + written + "'";
    }

    /** What messages say in place of a value that must not be seen. */
    String hidden() {
        return "the value";
    }
}
