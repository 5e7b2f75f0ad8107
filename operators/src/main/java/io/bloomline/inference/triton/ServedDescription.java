package io.bloomline.inference.triton;

import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelParameter;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a served model. Its {@code config.pbtxt} may tell more than Triton asks for, as {@code parameters}:
 * {@code license}, {@code languages} (BCP 47 codes, separated by commas) and {@code max_tokens}.
 */
final class ServedDescription {

    /** What BLOOM was trained with. */
    private static final int BLOOM_MAX_TOKENS = 2048;

    private ServedDescription() {}

    static ModelDescription of(TritonModelProvider provider, Opening.Served served, ModelBinding binding) {
        ModelConfig config = served.config();
        String scheme = provider.settings().connection().tls() == null ? "grpc://" : "grpcs://";
        return new ModelDescription(
                provider.modelName(),
                provider.modelVersion() == null ? newest(served.metadata()) : provider.modelVersion(),
                parameter(config, "license"),
                scheme
                        + provider.servers().stream()
                                .map(ServerAddress::toString)
                                .collect(Collectors.joining(",")),
                provider.output(),
                maxTokens(provider, config),
                binding.maxBatchSize(),
                provider.servers().size(),
                binding.continuous(),
                languages(parameter(config, "languages")));
    }

    private static int maxTokens(TritonModelProvider provider, ModelConfig config) {
        TokenSettings settings = provider.settings().tokens();
        if (settings.maxTokens() != null) {
            return settings.maxTokens();
        }
        String said = parameter(config, "max_tokens");
        if (said != null && said.matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(said);
        }
        boolean unknown = provider.output() == Output.TEXT && settings.tokenizerFile() == null;
        return unknown ? Integer.MAX_VALUE : BLOOM_MAX_TOKENS;
    }

    private static String newest(ModelMetadataResponse metadata) {
        return metadata.getVersionsList().stream()
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }

    private static Set<String> languages(@Nullable String list) {
        return list == null
                ? Set.of()
                : Stream.of(list.split(",", -1))
                        .map(String::trim)
                        .filter(code -> !code.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String parameter(ModelConfig config, String name) {
        ModelParameter parameter = config.getParametersMap().get(name);
        return parameter == null || parameter.getStringValue().isBlank() ? null : parameter.getStringValue();
    }
}
