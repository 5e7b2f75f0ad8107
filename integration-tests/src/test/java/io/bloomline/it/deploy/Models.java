package io.bloomline.it.deploy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.KafkaSpec;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePoolSpec;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import io.strimzi.api.kafka.model.user.KafkaUserSpec;
import java.util.List;
import java.util.Map;

/** What Kubernetes and its operators read resources into. Unlike them, it doesn't take what it doesn't know. */
final class Models {

    /** By API version and kind; of the operators' resources it is the class of {@code spec}. */
    private static final Map<String, Class<?>> CLASSES = Map.ofEntries(
            Map.entry("v1 Namespace", Namespace.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 Pod", Pod.class),
            Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("apps/v1 StatefulSet", StatefulSet.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("rbac.authorization.k8s.io/v1 Role", Role.class),
            Map.entry("rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class),
            Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
            Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
            Map.entry("kafka.strimzi.io/v1 Kafka", KafkaSpec.class),
            Map.entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePoolSpec.class),
            Map.entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopicSpec.class),
            Map.entry("kafka.strimzi.io/v1 KafkaUser", KafkaUserSpec.class),
            Map.entry("flink.apache.org/v1beta1 FlinkDeployment", flinkDeploymentSpec()));

    /** Classes of resources ignore what they don't know, or have a place for it, which would hide mistakes. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }

                @Override
                public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated type) {
                    return super.findPropertyIgnoralByName(config, type).withoutIgnoreUnknown();
                }
            });

    private Models() {}

    /** Reads a resource; fails with the path of what doesn't fit. */
    static void assertFits(JsonNode resource) {
        String kind = resource.path("apiVersion").asText() + " "
                + resource.path("kind").asText();
        Class<?> type = CLASSES.get(kind);
        if (type == null) {
            throw new AssertionError("nothing here reads a " + kind);
        }
        try {
            if (type.getSimpleName().endsWith("Spec")) {
                ObjectNode parts = resource.deepCopy();
                parts.remove(List.of("apiVersion", "kind"));
                STRICT.treeToValue(parts.remove("metadata"), ObjectMeta.class);
                STRICT.treeToValue(withoutVersion(parts.remove("spec")), type);
                if (!parts.isEmpty()) {
                    throw new AssertionError(kind + " has no " + parts);
                }
            } else {
                STRICT.treeToValue(resource, type);
            }
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(kind + " " + resource.at("/metadata/name").asText(), wrong);
        }
    }

    /** The operator's newest classes that can be had as a library are older than Flink 2.3, whose name they lack. */
    private static JsonNode withoutVersion(JsonNode spec) {
        ((ObjectNode) spec).remove("flinkVersion");
        return spec;
    }

    /** By name, because its annotations are of libraries that aren't needed here. */
    private static Class<?> flinkDeploymentSpec() {
        try {
            return Class.forName("org.apache.flink.kubernetes.operator.api.spec.FlinkDeploymentSpec");
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
