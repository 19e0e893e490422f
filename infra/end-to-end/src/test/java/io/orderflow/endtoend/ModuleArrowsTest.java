package io.orderflow.endtoend;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data flows one way, and the modules depend that way. */
class ModuleArrowsTest {
    private static final JavaClasses ORDERFLOW = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("io.orderflow");

    /** Each row: a package, what it may use of ours besides itself, and why not more. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            contract        |                                        | every process shares it, so it must not bring any of them
            worker          |                                        | threads know nothing of what they work for
            observability   | contract worker                        | it lies at the root of the arrows
            http            | contract observability                 | every server admits requests by it, so it brings none of them
            eventstore      | contract observability worker          | the store is a library for whoever writes events
            relay           | contract observability worker eventstore | the relay reads the log and nothing else
            command         | contract observability worker http eventstore relay | commands know no read model and no query
            readmodel       | contract observability                 | the read model's schema is shared by writers and readers
            projections     | contract observability worker http readmodel | projections live from the topic, not from the command side
            query           | contract observability worker http readmodel | queries answer from what the projections wrote
            paymentprovider | observability                          | it stands for somebody else's service
            gateway         | contract observability                 | it passes requests on; of ours it knows the problem types
            load            | contract                               | it judges the system from outside
            campaign        | contract worker eventstore relay servers | it runs the store and the relay by themselves
            servers         |                                        | tests of every module use it
            """)
    void aModuleUsesOnlyWhatLiesBehindItsArrow(String module, String allowed, String reason) {
        String itself = "io.orderflow." + module + "..";
        String[] packages = allowed == null
                ? new String[]{itself}
                : Arrays.stream((module + " " + allowed).split(" +", -1))
                    .map(it -> "io.orderflow." + it + "..")
                    .toArray(String[]::new);
        ArchRule rule = classes().that()
            .resideInAPackage(itself)
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("io.orderflow..")).or(resideInAnyPackage(packages)))
            .because(reason);
        rule.check(ORDERFLOW);
    }

    @Test
    void theContractIsPlainJavaAndJackson() {
        classes().that()
            .resideInAPackage("io.orderflow.contract..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.orderflow.contract..", "java..", "tools.jackson..",
                    "com.fasterxml.jackson.annotation..", "com.github.f4b6a3.uuid..", "org.jspecify..")
            .because("events outlive every framework")
            .check(ORDERFLOW);
    }

    @Test
    void onlyTheCommandSideAndTheStoreKnowAxon() {
        noClasses().that()
            .resideOutsideOfPackages("io.orderflow.command..", "io.orderflow.eventstore.axon..",
                    "io.orderflow.eventstore.observed..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..")
            .because("a move to another version of Axon must be a contained change")
            .check(ORDERFLOW);
    }

    @Test
    void theLoadScenariosKnowNoSpring() {
        noClasses().that()
            .resideInAPackage("io.orderflow.load..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("they use the system as any client does")
            .check(ORDERFLOW);
    }
}
