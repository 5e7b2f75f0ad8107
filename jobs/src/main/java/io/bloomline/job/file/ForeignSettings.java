package io.bloomline.job.file;

import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Settings that another system defines; passed on as they are. They may hold secrets, so only the keys are printed.
 *
 * @param values values by key, in the keys' order
 */
public record ForeignSettings(Map<String, String> values) {

    public ForeignSettings {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** A copy as Kafka's clients take it. */
    public Properties toProperties() {
        var properties = new Properties();
        properties.putAll(values);
        return properties;
    }

    @Override
    public String toString() {
        return "ForeignSettings" + values.keySet();
    }
}
