package io.chromarunbook.starter.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.chroma.releases.ReleasesUnderTest;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.starter.fixture.AsksAServerTest;
import io.chromarunbook.starter.migration.MigrationStage;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;

/** A test that needs real servers says so, and so the fast ones stay fast. */
class LongTestsTest {

  private static final Set<String> LONG = Set.of("servers", "faults", "releases");

  private static final ArchRule THOSE_WITH_SERVERS_SAY_SO =
      classes()
          .that(simpleNameEndingWith("Test"))
          .and(needServers())
          .should(ArchCondition.from(saySo()));

  @Test
  void whoever_needs_servers_says_so() {
    JavaClasses tests =
        new ClassFileImporter()
            .importPackages("io.chromarunbook.starter", "io.chromarunbook.chroma");

    THOSE_WITH_SERVERS_SAY_SO.check(
        tests.that(
            DescribedPredicate.not(
                belongToAnyOf(
                    AsksAServerTest.class, LongTestsTest.class, ReleasesUnderTest.class))));
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

  private static DescribedPredicate<JavaClass> saySo() {
    return DescribedPredicate.describe(
        "have a tag of long tests", test -> tags(test).map(Tag::value).anyMatch(LONG::contains));
  }

  private static Stream<Tag> tags(JavaClass test) {
    return Stream.concat(
        test.tryGetAnnotationOfType(Tag.class).stream(),
        test.tryGetAnnotationOfType(Tags.class).stream()
            .flatMap(all -> Arrays.stream(all.value())));
  }
}
