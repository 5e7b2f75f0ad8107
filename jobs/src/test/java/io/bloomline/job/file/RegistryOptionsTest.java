package io.bloomline.job.file;

import static io.bloomline.job.file.JobFileTexts.MINIMAL;
import static io.bloomline.job.file.JobFileTexts.problems;
import static io.bloomline.job.file.JobFileTexts.read;
import static io.bloomline.job.file.JobFileTexts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.RecordFormat;
import io.bloomline.schema.registry.RegisteredAvro;
import io.bloomline.schema.registry.RegistrySettings;
import io.bloomline.schema.registry.SubjectNaming;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryOptionsTest {

    private static final String AVRO_OUT = with("  topic: embeddings", "  topic: embeddings\n  format: avro");

    @Test
    void avroIsInTheRegistrysWireFormatAndNothingElseIs() {
        JobFile job = read(AVRO_OUT + "registry: {url: 'http://registry:8081', username: jo, password: s3cret}\n");
        RegistrySettings settings = new RegistrySettings(
                URI.create("http://registry:8081"),
                "Basic am86czNjcmV0",
                null,
                SubjectNaming.TOPIC,
                true,
                RegistrySettings.DEFAULT_TIMEOUT);
        assertThat(job.documents()).isEqualTo(DocumentFormat.JSON);
        assertThat(job.results()).isEqualTo(new RegisteredAvro(settings, "embeddings"));
        assertThat(read(AVRO_OUT).results()).isEqualTo(RecordFormat.AVRO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {register: true}                                                   | is missing
            {url: 'registry:8081'}                                             | is no address such as https://HOST:PORT
            {url: 'http://jo:s3cret@registry:8081'}                            | who asks is said by other keys
            {url: 'http://registry:8081', username: jo}                        | needs registry.password beside it
            {url: 'http://registry:8081', password: s3cret}                    | needs registry.username beside it
            {url: 'http://r:1', username: jo, password: s3cret, token: t0ken}  | take one of them out
            {url: 'http://registry:8081', tls: {authorities: ca.pem}}          | is for TLS
            {url: 'http://registry:8081', subjects: table}                     | is not one of topic, record, topic-record
            """)
    void saysWhatIsWrong(String registry, String problem) {
        assertThat(problems(AVRO_OUT + "registry: " + registry + "\n"))
                .anyMatch(found -> found.contains(problem))
                .noneMatch(found -> found.contains("s3cret"));
    }

    @Test
    void saysThatItIsOfNoUseWithoutAvro() {
        assertThat(problems(MINIMAL + "registry: {url: 'http://registry:8081'}\n"))
                .anyMatch(found -> found.contains("neither source.format nor sink.format is avro"));
    }
}
