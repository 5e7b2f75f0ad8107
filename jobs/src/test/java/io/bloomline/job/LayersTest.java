package io.bloomline.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static final JavaClasses JOBS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.bloomline.job..");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.bloomline.job.(*)..").should().beFreeOfCycles().check(JOBS);
    }

    @Test
    void onlyMainKnowsTheLocalMode() {
        classes()
                .that()
                .resideInAPackage("io.bloomline.job.local..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("io.bloomline.job.local..", "io.bloomline.job")
                .check(JOBS);
    }

    @Test
    void nobodyDependsOnMain() {
        noClasses()
                .that()
                .resideInAPackage("io.bloomline.job.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.bloomline.job")
                .check(JOBS);
    }

    @Test
    void theJobFileIsReadWithoutKafkaAndFlinkButForDurations() {
        noClasses()
                .that()
                .resideInAPackage("io.bloomline.job.file..")
                .and()
                .doNotHaveSimpleName("Transactions")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..")
                .check(JOBS);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        noClasses()
                .that()
                .resideInAnyPackage("io.bloomline.job.file..", "io.bloomline.job.flow..", "io.bloomline.job.check..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(JOBS);
    }
}
