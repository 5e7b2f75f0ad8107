package io.bloomline.job.file;

import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.RecordFormat;
import java.net.URI;

/** What can be wrong between the keys of the registry, and with what else is said. */
final class RegistryChecks {

    private final Reading reading;
    private final OptionValues values;

    RegistryChecks(Reading reading, OptionValues values) {
        this.reading = reading;
        this.values = values;
    }

    void run() {
        if (!reading.has("registry")) {
            return;
        }
        if (values.find(JobOptions.SOURCE_FORMAT) != DocumentFormat.AVRO
                && values.find(JobOptions.SINK_FORMAT) != RecordFormat.AVRO) {
            reading.problem(
                    reading.place("registry"),
                    "is for Avro, and neither source.format nor sink.format is avro; take it out, or let one of them be");
        }
        reading.together(RegistryOptions.USERNAME.key(), RegistryOptions.PASSWORD.key());
        if (reading.has(RegistryOptions.TOKEN.key()) && reading.has(RegistryOptions.PASSWORD.key())) {
            reading.problem(
                    reading.place(RegistryOptions.TOKEN.key()),
                    "says who asks, and registry.password does too; take one of them out");
        }
        URI url = values.find(RegistryOptions.URL);
        if (url != null && reading.has(RegistryOptions.TLS_AUTHORITIES.key()) && "http".equals(url.getScheme())) {
            reading.problem(
                    reading.place(RegistryOptions.TLS_AUTHORITIES.key()),
                    "is for TLS, but registry.url begins with http://; take it out, or write https://");
        }
    }
}
