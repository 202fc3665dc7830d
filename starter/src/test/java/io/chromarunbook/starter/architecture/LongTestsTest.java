package io.chromarunbook.starter.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.starter.chroma.RealServers;
import io.chromarunbook.starter.fixture.AsksAServerTest;
import io.chromarunbook.starter.migration.MigrationStage;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test that needs real servers says so, and so the fast ones stay fast. */
class LongTestsTest {

  private static final Set<String> LONG = Set.of("servers", "faults", "releases");

  private static final ArchRule THOSE_WITH_SERVERS_SAY_SO =
      classes()
          .that(simpleNameEndingWith("Test"))
          .and(needServers())
          .and(not(belongToAnyOf(LongTestsTest.class)))
          .should()
          .beAnnotatedWith(saysSo());

  @Test
  void whoever_needs_servers_says_so() {
    JavaClasses tests = new ClassFileImporter().importPackages("io.chromarunbook.starter");

    THOSE_WITH_SERVERS_SAY_SO.check(
        tests.that(DescribedPredicate.not(belongToAnyOf(AsksAServerTest.class))));
  }

  @Test
  void one_that_does_not_is_found() {
    assertThat(
            THOSE_WITH_SERVERS_SAY_SO
                .evaluate(new ClassFileImporter().importClasses(AsksAServerTest.class))
                .hasViolation())
        .isTrue();
  }

  private static DescribedPredicate<JavaClass> needServers() {
    return DescribedPredicate.describe(
        "need servers",
        test ->
            test.getDirectDependenciesFromSelf().stream()
                .anyMatch(
                    each ->
                        Set.of(RealServers.class, MigrationStage.class, LocalStack.class).stream()
                            .anyMatch(server -> each.getTargetClass().isEquivalentTo(server))));
  }

  private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaAnnotation<?>> saysSo() {
    return DescribedPredicate.describe(
        "a tag of long tests",
        annotation ->
            annotation.getRawType().isEquivalentTo(Tag.class)
                && annotation.get("value").map(LONG::contains).orElse(false));
  }
}
