package io.orderflow.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.orderflow.contract", importOptions = ImportOption.DoNotIncludeTests.class)
class ContractArchitectureTest {
    @ArchTest
    static final ArchRule PLAIN_JAVA_AND_JACKSON = classes().should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.orderflow.contract..", "com.fasterxml.jackson.annotation..",
                "tools.jackson..", "org.jspecify..")
        .because("every reader of the log and of Kafka uses the contract, whatever framework it has");
}
