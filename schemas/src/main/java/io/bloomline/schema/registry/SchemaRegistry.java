package io.bloomline.schema.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomline.schema.MalformedRecordException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * A registry, by version 1 of Confluent's REST API. Each call blocks, and keeps asking a registry that is away as long as
 * its settings say; then, and when it refuses, {@link RegistryException} is thrown. Thread-safe.
 */
public final class SchemaRegistry {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Schemas that refer to schemas that refer to others. */
    private static final int MOST_NESTED = 16;

    private final RegistrySettings settings;
    private final RegistryConnection connection;

    /** Asks nothing yet. */
    public SchemaRegistry(RegistrySettings settings) {
        this.settings = settings;
        this.connection = new RegistryConnection(settings);
    }

    /**
     * The schema of a number.
     *
     * @throws MalformedRecordException when there is none, or it is none of Avro's
     */
    public Schema byNumber(int number) throws MalformedRecordException {
        Reply reply = connection.ask("/schemas/ids/" + Integer.toUnsignedString(number), null);
        if (reply.isNotFound()) {
            throw new MalformedRecordException(
                    "unknown-schema", "The schema registry knows no schema " + Integer.toUnsignedString(number));
        }
        try {
            return parse(succeeded(reply, "schema " + number), new Schema.Parser(), 0);
        } catch (SchemaParseException notAvro) {
            throw new MalformedRecordException(
                    "unknown-schema", "Schema " + Integer.toUnsignedString(number) + " of the registry is not Avro's");
        }
    }

    /** The number of a schema under a subject; empty when it isn't there. */
    public OptionalInt find(String subject, Schema schema) {
        Reply reply = connection.ask(path(subject), body(schema));
        return reply.isNotFound()
                ? OptionalInt.empty()
                : OptionalInt.of(
                        succeeded(reply, "subject " + subject).path("id").asInt());
    }

    /** The number of a schema, which is added to its subject unless it is there. */
    public int register(String subject, Schema schema) {
        Reply reply = connection.ask(path(subject) + "/versions", body(schema));
        if (reply.status() == 409) {
            throw new RegistryException("The schema registry refuses " + schema.getFullName() + " for subject "
                    + subject
                    + " (" + reply.complaint() + "): it isn't compatible with what is there. Choose another topic, or"
                    + " another registry.subjects.");
        }
        return succeeded(reply, "subject " + subject).path("id").asInt();
    }

    /** What of a schema isn't compatible with the newest under its subject; empty when all is, or nothing is there. */
    public List<String> incompatibilities(String subject, Schema schema) {
        Reply reply = connection.ask(
                "/compatibility/subjects/" + encoded(subject) + "/versions/latest?verbose=true", body(schema));
        if (reply.isNotFound()) {
            return List.of();
        }
        JsonNode verdict = succeeded(reply, "subject " + subject);
        if (verdict.path("is_compatible").asBoolean()) {
            return List.of();
        }
        List<String> messages = new ArrayList<>();
        verdict.path("messages").forEach(message -> messages.add(message.asText()));
        return messages.isEmpty() ? List.of("the registry doesn't say what") : messages;
    }

    /** What the registry demands of new schemas of a subject, such as {@code BACKWARD}; empty when it doesn't say. */
    public Optional<String> compatibility(String subject) {
        Reply reply = connection.ask("/config/" + encoded(subject) + "?defaultToGlobal=true", null);
        if (reply.isNotFound()) {
            reply = connection.ask("/config", null);
        }
        JsonNode level = succeeded(reply, "config").path("compatibilityLevel");
        return level.isTextual() ? Optional.of(level.asText()) : Optional.empty();
    }

    private Schema parse(JsonNode registered, Schema.Parser parser, int depth) {
        String kind = registered.path("schemaType").asText("AVRO");
        if (!kind.equals("AVRO") || depth > MOST_NESTED) {
            throw new SchemaParseException("not Avro");
        }
        for (JsonNode reference : registered.path("references")) {
            String subject = reference.path("subject").asText();
            String version = reference.path("version").asText();
            Reply reply = connection.ask(path(subject) + "/versions/" + version, null);
            parse(succeeded(reply, "subject " + subject + " version " + version), parser, depth + 1);
        }
        return parser.parse(registered.path("schema").asText());
    }

    private JsonNode succeeded(Reply reply, String what) {
        if (!reply.isSuccess()) {
            throw new RegistryException("The schema registry " + settings.url() + " says nothing of use of " + what
                    + ": " + reply.complaint() + ". Is registry.url the address of Confluent's API there?");
        }
        return reply.body();
    }

    private static String path(String subject) {
        return "/subjects/" + encoded(subject);
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, UTF_8).replace("+", "%20");
    }

    private static String body(Schema schema) {
        ObjectNode body = JSON.createObjectNode();
        body.put("schema", schema.toString());
        return body.toString();
    }
}
