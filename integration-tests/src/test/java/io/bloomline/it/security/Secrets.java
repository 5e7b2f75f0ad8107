package io.bloomline.it.security;

import io.bloomline.it.support.kserve.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a job is given in confidence: a folder as an orchestrator mounts one, and the one secret that goes by the
 * environment.
 *
 * @param folder        holds the files that the job files name
 * @param clientSecret  what the issuer of tokens is shown
 */
record Secrets(Path folder, String clientSecret) {

    /** Of a job whose certificate is named {@code answers}. */
    static Secrets write(
            Path folder, Path authority, Certificates own, String password, String token, String clientSecret)
            throws IOException {
        Files.createDirectories(folder);
        for (String trusted : List.of("kafka-authorities.pem", "triton-authorities.pem", "issuer-authorities.pem")) {
            Files.copy(authority, folder.resolve(trusted));
        }
        Files.writeString(folder.resolve("kafka-password"), password + "\n");
        Files.writeString(folder.resolve("triton-token"), token + "\n");
        Files.copy(own.pem("answers"), folder.resolve("answers.pem"));
        Files.copy(own.key("answers"), folder.resolve("answers.key"));
        return new Secrets(folder, clientSecret);
    }

    /** What must be seen nowhere: whole secrets, and a line of the key. */
    List<String> canaries() throws IOException {
        return Stream.of(
                        clientSecret,
                        Files.readString(folder.resolve("kafka-password")).strip(),
                        Files.readString(folder.resolve("triton-token")).strip(),
                        Files.readAllLines(folder.resolve("answers.key")).get(1))
                .toList();
    }
}
