package io.bloomline.it.security;

import io.bloomline.it.support.Bloomline;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.tools.AclCommand;

/** The commands that {@code deploy/kafka/README.md} shows for what a job must be allowed. */
final class AclCommands {

    private static final Pattern BLOCK = Pattern.compile("```sh\n(kafka-acls\\.sh .*?)```", Pattern.DOTALL);
    private static final String SHOWN_SERVER = "kafka-1:9092";

    private AclCommands() {}

    /** Runs them, and nothing else, at a broker. */
    static void run(String bootstrapServers) throws IOException {
        var block = BLOCK.matcher(Files.readString(Bloomline.HOME.resolve("deploy/kafka/README.md")));
        if (!block.find()) {
            throw new AssertionError("deploy/kafka/README.md shows no kafka-acls.sh");
        }
        for (String command : block.group(1)
                .replace("\\\n", " ")
                .replace(SHOWN_SERVER, bootstrapServers)
                .lines()
                .toList()) {
            List<String> words = Arrays.asList(command.replace("'", "").split(" +", -1));
            AclCommand.main(words.subList(1, words.size()).toArray(String[]::new));
        }
    }
}
