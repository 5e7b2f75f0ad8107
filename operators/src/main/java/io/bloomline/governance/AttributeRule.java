package io.bloomline.governance;

import io.bloomline.schema.Document;
import java.io.Serializable;
import java.util.Set;

/**
 * What an attribute of a document must say, or no model may see it.
 *
 * @param attribute name of the attribute; it says one thing, or several with commas between them
 * @param allowed   what allows it, at least one; any of them is enough
 */
public record AttributeRule(String attribute, Set<String> allowed) implements Serializable {

    public AttributeRule {
        allowed = Set.copyOf(allowed);
    }

    /** Whether the document's attribute says one of what allows it. Without the attribute nothing does. */
    public boolean allows(Document document) {
        String said = document.getAttributes().get(attribute);
        if (said == null) {
            return false;
        }
        for (String one : said.split(",", -1)) {
            if (allowed.contains(one.strip())) {
                return true;
            }
        }
        return false;
    }
}
