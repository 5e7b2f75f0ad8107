package io.bloomline.preparation;

import java.util.List;
import java.util.Map;

/**
 * An answer about a whole document.
 *
 * @param text      the answer
 * @param exchanges all that was asked for it
 * @param facts     what the provenance tells of the parts, nothing where the document was asked whole
 */
record Combined(String text, List<Exchange> exchanges, Map<String, String> facts) {}
