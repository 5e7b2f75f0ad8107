package io.bloomline.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schemas of every release, so that records written by an earlier release can still be read. The release that
 * changes a schema adds one resource, {@code released/VERSION.avsc}: a JSON array of all files of {@code src/main/avro},
 * those that others refer to first. Once released, it is never changed.
 */
final class ReleasedSchemas {

    /** The releases that changed a schema, oldest first. */
    static final List<String> VERSIONS = List.of("0.1");

    private ReleasedSchemas() {}

    /** The schemas that a record type had in all releases, oldest first. */
    static List<Schema> of(String fullName) {
        return VERSIONS.stream()
                .flatMap(version -> in(version).stream())
                .filter(schema -> schema.getFullName().equals(fullName))
                .toList();
    }

    /** All schemas of one release. */
    static List<Schema> in(String version) {
        String resource = "released/" + version + ".avsc";
        try (InputStream schemas = ReleasedSchemas.class.getResourceAsStream(resource)) {
            if (schemas == null) {
                throw new IllegalStateException("The resource " + resource + " is missing; rebuild the schemas module");
            }
            return new Schema.Parser().parse(schemas).getTypes();
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + resource + " can't be read", e);
        }
    }
}
