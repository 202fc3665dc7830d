package io.chromarunbook.workflows.determinism;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.chromarunbook.workflows.determinism.fixture.AsksTheNetwork;
import io.chromarunbook.workflows.determinism.fixture.ReadsAFile;
import io.chromarunbook.workflows.determinism.fixture.ReadsTheClock;
import io.chromarunbook.workflows.determinism.fixture.ReadsTheEnvironment;
import io.chromarunbook.workflows.determinism.fixture.RollsDice;
import io.chromarunbook.workflows.determinism.fixture.StartsAThread;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Workflow code runs again from its history, so it must do the same each time: no files, network,
 * clocks, environment, threads or chance. The whole module keeps to it.
 */
class DeterminismTest {

  private static final ArchRule NO_OUTSIDE_WORLD =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..",
                      "java.nio.file..",
                      "java.nio.channels..",
                      "java.net..",
                      "java.util.concurrent..",
                      "java.security.cert..")
                  .and(not(belongToAnyOf(URI.class)))
                  .or(
                      belongToAnyOf(
                          Thread.class,
                          ThreadLocal.class,
                          Runtime.class,
                          ProcessBuilder.class,
                          java.util.Random.class,
                          java.util.SplittableRandom.class,
                          java.security.SecureRandom.class,
                          java.util.Timer.class,
                          java.time.Clock.class)))
          .because("a workflow that runs again must find the same world; activities do the rest");

  private static final ArchRule NO_CLOCK_NO_CHANCE =
      noClasses()
          .should()
          .accessTargetWhere(
              called("java\\.time\\..*", "now")
                  .or(
                      called(
                          "java\\.lang\\.System",
                          "currentTimeMillis|nanoTime|getenv|getProperty|getProperties|exit"))
                  .or(called("java\\.util\\.UUID", "randomUUID"))
                  .or(called("java\\.lang\\.Math", "random"))
                  .or(called("java\\.util\\.Collections", "shuffle")))
          .because("Workflow.currentTimeMillis and Workflow.randomUUID are the same on replay");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.chromarunbook.workflows");

  @Test
  void workflows_do_not_touch_the_outside_world() {
    NO_OUTSIDE_WORLD.check(OURS);
  }

  @Test
  void workflows_ask_neither_clock_nor_chance() {
    NO_CLOCK_NO_CHANCE.check(OURS);
  }

  @ParameterizedTest
  @ValueSource(classes = {ReadsAFile.class, AsksTheNetwork.class, StartsAThread.class})
  void what_touches_the_outside_world_is_found(Class<?> offender) {
    assertThat(violates(NO_OUTSIDE_WORLD, offender)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(classes = {ReadsTheClock.class, ReadsTheEnvironment.class, RollsDice.class})
  void what_asks_clock_environment_or_chance_is_found(Class<?> offender) {
    assertThat(violates(NO_CLOCK_NO_CHANCE, offender)).isTrue();
  }

  private static boolean violates(ArchRule rule, Class<?> offender) {
    return rule.evaluate(new ClassFileImporter().importClasses(offender)).hasViolation();
  }

  private static DescribedPredicate<JavaAccess<?>> called(String owners, String names) {
    return DescribedPredicate.describe(
        owners + "#" + names,
        access ->
            access.getTarget().getOwner().getFullName().matches(owners)
                && access.getTarget().getName().matches(names));
  }
}
