package io.orderflow.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.orderflow.command", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_NO_FRAMEWORK = classes().that()
        .resideInAPackage("..command.domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("..command.domain..", "io.orderflow.contract", "java..", "org.jspecify..",
                "io.vavr..")
        .because("rules are pure: they survive a change of the framework and are tested without one");

    @ArchTest
    static final ArchRule AXON_STANDS_IN_TWO_PACKAGES = noClasses().that()
        .resideOutsideOfPackages("..command.aggregate..", "io.orderflow.eventstore.axon..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.axonframework..")
        .because("a move to another version of Axon is a change of these packages only");

    @ArchTest
    static final ArchRule ONLY_HTTP_KNOWS_HTTP = noClasses().that()
        .resideInAnyPackage("..command.domain..", "..command.aggregate..", "..command.dispatch..",
                "..command.catalogue..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..",
                "..command.http..")
        .because("commands come from the process manager and from imports as well")
        .allowEmptyShould(true);
}
