package io.orderflow.endtoend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.orderflow.contract.http.ProblemType;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue of problems has what the applications answer, all of it and nothing else. */
class ProblemCatalogueTest {
    private static final JavaClasses ORDERFLOW = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("io.orderflow.http", "io.orderflow.command", "io.orderflow.query", "io.orderflow.projections",
                "io.orderflow.gateway");

    @Test
    void everyTypeIsAnsweredBySomething() {
        Set<String> answered = ORDERFLOW.stream()
            .flatMap(it -> it.getFieldAccessesFromSelf().stream())
            .map(JavaFieldAccess::getTarget)
            .filter(it -> it.getOwner().isEquivalentTo(ProblemType.class))
            .map(it -> it.getName())
            .collect(Collectors.toSet());

        assertThat(answered).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(ProblemType.values()).map(ProblemType::name).toList());
    }

    @Test
    void nothingIsAnsweredThatIsNotInTheCatalogue() {
        noClasses().should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.http.ProblemDetail")
            .because("a problem of another form has a type of its own, or none")
            .check(ORDERFLOW);
    }
}
