package io.bloomline.job.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.inference.triton.Secret;
import io.bloomline.schema.registry.RegistrySettings;
import io.bloomline.schema.registry.SubjectNaming;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys under {@code registry}: where schemas are kept, for Avro in the wire format of Confluent's serializers. */
final class RegistryOptions {

    static final Option<URI> URL = Option.required(
            "registry.url",
            SingleTypes.HTTP_ADDRESS,
            "Address of a schema registry with Confluent's API: of Confluent and Karapace the server's, of Apicurio"
                    + " `http://HOST:PORT/apis/ccompat/v7`. With it format `avro` means the wire format of Confluent's"
                    + " serializers. Documents may be of any schema that has Document's field `text`, and its others where it"
                    + " has them by the same names; single-object encoding is read too.");

    static final Option<SubjectNaming> SUBJECTS = Option.optional(
            "registry.subjects",
            SingleTypes.word(SubjectNaming.class),
            "topic",
            "Under which subject the schema of results is: `topic` is TOPIC-value, `record` the record's full name,"
                    + " `topic-record` TOPIC-NAME.");

    static final Option<Boolean> REGISTER = Option.optional(
            "registry.register",
            SingleTypes.YES_OR_NO,
            "true",
            "Whether the job registers the schema of its results; else somebody else has to, before.");

    static final Option<String> USERNAME =
            Option.unset("registry.username", SingleTypes.USER, "none", "Says who asks, with `registry.password`.");

    static final Option<Secret> PASSWORD =
            Option.unset("registry.password", SingleTypes.SECRET, "none", "Readable on the way unless by `https://`.");

    static final Option<Secret> TOKEN = Option.unset(
            "registry.token",
            SingleTypes.SECRET,
            "none",
            "Says who asks, instead of a name and password: `authorization: Bearer` and this.");

    static final Option<String> TLS_AUTHORITIES = Option.unset(
            "registry.tls.authorities",
            SingleTypes.FILE,
            "those that Java trusts",
            "PEM file of the authorities that the registry's certificate must come from, on every machine of the job.");

    static final Option<Duration> TIMEOUT = Option.optional(
            "registry.timeout",
            SingleTypes.duration(Duration.ofMillis(1), Duration.ofHours(1)),
            DurationText.format(RegistrySettings.DEFAULT_TIMEOUT),
            "How long a registry that is away is asked again; then the job starts anew from its last checkpoint. Schemas"
                    + " that were asked for need it no more.");

    static final List<Option<?>> ALL =
            List.of(URL, SUBJECTS, REGISTER, USERNAME, PASSWORD, TOKEN, TLS_AUTHORITIES, TIMEOUT);

    private RegistryOptions() {}

    /** Null where there is none. */
    static @Nullable RegistrySettings settings(OptionValues values) {
        URI url = values.find(URL);
        return url == null
                ? null
                : new RegistrySettings(
                        url,
                        authorization(values),
                        values.find(TLS_AUTHORITIES),
                        values.get(SUBJECTS),
                        values.get(REGISTER),
                        values.get(TIMEOUT));
    }

    private static @Nullable String authorization(OptionValues values) {
        Secret token = values.find(TOKEN);
        if (token != null) {
            return "Bearer " + token.value();
        }
        Secret password = values.find(PASSWORD);
        if (password == null) {
            return null;
        }
        String credentials = values.get(USERNAME) + ":" + password.value();
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }
}
