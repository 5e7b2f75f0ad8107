package io.bloomline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may know whom. Each rule is shown to hold here, and to fail where it is broken on purpose. */
class ArchitectureTest {

    private static final String HERE = "io.bloomline";
    private static final String PLANTED = "io.bloomline.planted";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HERE);

    private static final JavaClasses PLANTED_CLASSES = new ClassFileImporter().importPackages(PLANTED);

    /** A rule about the packages under a root. */
    enum Rule {
        WHAT_ALL_STEPS_SHARE_KNOWS_NO_STEP {
            @Override
            ArchRule under(String root) {
                return noClasses()
                        .that()
                        .resideInAnyPackage(packages(
                                root,
                                "document",
                                "failure",
                                "time",
                                "language",
                                "prompt",
                                "quality",
                                "governance",
                                "markup"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages(
                                root,
                                "source",
                                "preparation",
                                "batching",
                                "inference",
                                "result",
                                "deadletter",
                                "sink",
                                "pipeline",
                                "flink"));
            }
        },
        THE_CORE_KNOWS_NEITHER_FLINK_NOR_KAFKA {
            @Override
            ArchRule under(String root) {
                return noClasses()
                        .that()
                        .resideInAnyPackage(packages(
                                root,
                                "document",
                                "failure",
                                "time",
                                "language",
                                "prompt",
                                "quality",
                                "governance",
                                "markup",
                                "text",
                                "preparation",
                                "batching",
                                "inference",
                                "result",
                                "pipeline"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..");
            }
        },
        ONLY_THE_ENDS_KNOW_KAFKA {
            @Override
            ArchRule under(String root) {
                return noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .resideOutsideOfPackages(packages(root, "source", "sink", "deadletter"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.kafka..");
            }
        },
        ONLY_THE_OPERATORS_AND_ENDS_KNOW_FLINK {
            @Override
            ArchRule under(String root) {
                return noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .resideOutsideOfPackages(packages(root, "flink", "source", "sink"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.flink..");
            }
        },
        ONLY_THE_IN_PROCESS_MODEL_KNOWS_DJL {
            @Override
            ArchRule under(String root) {
                return noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .resideOutsideOfPackage(root + ".inference.djl..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("ai.djl..", "ai.onnxruntime..");
            }
        },
        ONLY_MARKUP_KNOWS_ITS_PARSERS {
            @Override
            ArchRule under(String root) {
                return noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .resideOutsideOfPackage(root + ".markup..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.commonmark..", "org.jsoup..");
            }
        },
        ONLY_THE_REMOTE_MODEL_KNOWS_GRPC {
            @Override
            ArchRule under(String root) {
                return noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .resideOutsideOfPackage(root + ".inference.triton..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.grpc..", "com.google.protobuf..");
            }
        },
        ONLY_DETECTION_KNOWS_OPENNLP {
            @Override
            ArchRule under(String root) {
                return noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .resideOutsideOfPackage(root + ".language..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("opennlp..");
            }
        },
        ONLY_TRACING_KNOWS_OPENTELEMETRY {
            @Override
            ArchRule under(String root) {
                return noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .resideOutsideOfPackage(root + ".tracing..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.opentelemetry..");
            }
        },
        NO_STEP_KNOWS_A_KIND_OF_MODEL {
            @Override
            ArchRule under(String root) {
                return noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .resideOutsideOfPackages(packages(root, "inference.djl", "inference.triton"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages(root, "inference.djl", "inference.triton"));
            }
        },
        TIME_IS_INJECTED {
            @Override
            ArchRule under(String root) {
                return noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .resideOutsideOfPackage(root + ".time..")
                        .should()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Thread.class, "sleep", long.class);
            }
        },
        NO_CYCLES {
            @Override
            ArchRule under(String root) {
                return slices().matching(root + ".(**)").should().beFreeOfCycles();
            }
        };

        abstract ArchRule under(String root);

        private static String[] packages(String root, String... names) {
            return Stream.of(names).map(name -> root + "." + name + "..").toArray(String[]::new);
        }
    }

    @Test
    void looksAtTheClassesOfEveryStep() {
        assertThat(CLASSES).hasSizeGreaterThan(50);
        for (String step : new String[] {
            "document",
            "failure",
            "time",
            "language",
            "prompt",
            "quality",
            "governance",
            "text",
            "source",
            "preparation",
            "batching",
            "inference",
            "result",
            "sink",
            "flink"
        }) {
            assertThat(CLASSES.containPackage(HERE + "." + step)).as(step).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void holds(Rule rule) {
        rule.under(HERE).check(CLASSES);
    }

    @ParameterizedTest
    @EnumSource
    void failsWhereItIsBroken(Rule rule) {
        assertThat(rule.under(PLANTED).evaluate(PLANTED_CLASSES).hasViolation()).isTrue();
    }
}
