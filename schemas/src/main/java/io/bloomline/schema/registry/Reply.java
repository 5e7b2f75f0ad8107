package io.bloomline.schema.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a registry answered.
 *
 * @param status HTTP's
 * @param body   the JSON object; empty where there was none
 */
record Reply(int status, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Reply of(int status, String body) {
        try {
            JsonNode read = JSON.readTree(body);
            return new Reply(status, read == null ? JSON.createObjectNode() : read);
        } catch (JsonProcessingException proxy) {
            return new Reply(status, JSON.createObjectNode());
        }
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Whether the same may be answered otherwise a little later. */
    boolean isPassing() {
        return status == 429 || status >= 500;
    }

    boolean isNotFound() {
        return status == 404;
    }

    /** What the registry says was wrong. */
    String complaint() {
        String message = body.path("message").asText("");
        return "it answers " + status + (message.isEmpty() ? "" : ": " + message);
    }
}
