package io.chromarunbook.starter.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import io.chromarunbook.activities.fixture.AsksTheWorker;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.chroma.fixture.AsksTheRun;
import io.chromarunbook.stack.fixture.AsksTheTerminal;
import io.chromarunbook.starter.fixture.AsksActivities;
import io.chromarunbook.starter.fixture.BadlyNamedHelper;
import io.chromarunbook.worker.fixture.AsksTheStarter;
import io.chromarunbook.workflows.fixture.AsksTheDisk;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Keeps the rooms of the house apart: who may know whom, and how things are called. */
class ArchitectureTest {

  private static final String CHROMA = "io.chromarunbook.chroma..";
  private static final String STACK = "io.chromarunbook.stack..";
  private static final String WORKFLOWS = "io.chromarunbook.workflows..";
  private static final String ACTIVITIES = "io.chromarunbook.activities..";
  private static final String WORKER = "io.chromarunbook.worker..";
  private static final String STARTER = "io.chromarunbook.starter..";

  private static final ArchRule CHROMA_KNOWS_NOBODY =
      noneOf(CHROMA)
          .dependOnClassesThat()
          .resideInAnyPackage(STACK, WORKFLOWS, ACTIVITIES, WORKER, STARTER)
          .because("whoever asks a Chroma server needs no runbook for it");

  private static final ArchRule STACK_KNOWS_HOW_TO_TYPE =
      noneOf(STACK)
          .dependOnClassesThat(
              resideInAnyPackage(CHROMA, WORKFLOWS, ACTIVITIES, WORKER, STARTER)
                  .and(not(equivalentTo(RunbookCommand.class))))
          .because(
              "servers are installed and kept alive in the same way whatever they are for; only"
                  + " how a command is typed is said in one place");

  private static final ArchRule WORKFLOWS_KNOW_NOBODY =
      noneOf(WORKFLOWS)
          .dependOnClassesThat()
          .resideInAnyPackage(CHROMA, STACK, ACTIVITIES, WORKER, STARTER)
          .because("what happens in which order does not depend on how it is done");

  private static final ArchRule ACTIVITIES_KNOW_WORKFLOWS_AND_CHROMA =
      noneOf(ACTIVITIES)
          .dependOnClassesThat()
          .resideInAnyPackage(STACK, WORKER, STARTER)
          .because("they keep the workflows' promises at servers that somebody else runs");

  private static final ArchRule WORKER_DOES_NOT_KNOW_STARTER =
      noneOf(WORKER)
          .dependOnClassesThat()
          .resideInAnyPackage(STACK, STARTER)
          .because("a worker runs without a command line, and where nothing is installed by us");

  private static final ArchRule FEW_OF_STARTER_LOOK_BELOW =
      noClasses()
          .that()
          .resideInAPackage(STARTER)
          .and()
          .resideOutsideOfPackages(
              "io.chromarunbook.starter.offline..",
              "io.chromarunbook.starter.planning..",
              "io.chromarunbook.starter.demo..",
              "io.chromarunbook.starter.bench..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(ACTIVITIES, CHROMA)
                  .and(not(belongToAnyOf(RunbookHome.class, RunFolder.class))))
          .allowEmptyShould(true)
          .because(
              "only commands that work without Temporal, the demo and the benchmark do things"
                  + " themselves, and a plan is checked before any worker sees it; where files lie"
                  + " is no secret");

  private static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager");

  private static final ArchRule A_PACKAGE_LIES_IN_ONE_PLACE = classes().should(new LieTogether());

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.chromarunbook");

  @Test
  void the_ground_floor_knows_nothing_of_ours() {
    CHROMA_KNOWS_NOBODY.check(OURS);
    assertFound(CHROMA_KNOWS_NOBODY, AsksTheRun.class);
    STACK_KNOWS_HOW_TO_TYPE.check(OURS);
    assertFound(STACK_KNOWS_HOW_TO_TYPE, AsksTheTerminal.class);
  }

  @Test
  void workflows_know_no_other_module() {
    WORKFLOWS_KNOW_NOBODY.check(OURS);
    assertFound(WORKFLOWS_KNOW_NOBODY, AsksTheDisk.class);
  }

  @Test
  void activities_know_workflows_and_chroma_only() {
    ACTIVITIES_KNOW_WORKFLOWS_AND_CHROMA.check(OURS);
    assertFound(ACTIVITIES_KNOW_WORKFLOWS_AND_CHROMA, AsksTheWorker.class);
  }

  @Test
  void the_worker_does_not_know_the_starter() {
    WORKER_DOES_NOT_KNOW_STARTER.check(OURS);
    assertFound(WORKER_DOES_NOT_KNOW_STARTER, AsksTheStarter.class);
  }

  @Test
  void only_a_few_packages_of_the_starter_know_activities() {
    FEW_OF_STARTER_LOOK_BELOW.check(OURS);
    assertFound(FEW_OF_STARTER_LOOK_BELOW, AsksActivities.class);
  }

  @Test
  void no_name_hides_what_a_class_is_for() {
    NAMES_SAY_WHAT_THINGS_ARE.check(OURS);
    assertFound(NAMES_SAY_WHAT_THINGS_ARE, BadlyNamedHelper.class);
  }

  @Test
  void no_package_lies_in_two_modules() {
    A_PACKAGE_LIES_IN_ONE_PLACE.check(OURS);
    // Tests share packages with what they test, from another directory: the rule sees that.
    assertThat(
            A_PACKAGE_LIES_IN_ONE_PLACE
                .evaluate(new ClassFileImporter().importPackages("io.chromarunbook.starter.demo"))
                .hasViolation())
        .isTrue();
  }

  private static ClassesShould noneOf(String room) {
    return noClasses().that().resideInAPackage(room).should();
  }

  private static void assertFound(ArchRule rule, Class<?> offender) {
    assertThat(rule.evaluate(new ClassFileImporter().importClasses(offender)).hasViolation())
        .as("%s is found by: %s", offender.getSimpleName(), rule.getDescription())
        .isTrue();
  }

  /** Classes of one package come from one module. */
  private static final class LieTogether extends ArchCondition<JavaClass> {

    private final Map<String, Set<String>> places = new TreeMap<>();

    LieTogether() {
      super("lie in one module with all of their package");
    }

    @Override
    public void init(Collection<JavaClass> all) {
      places.clear();
      all.forEach(
          each ->
              places
                  .computeIfAbsent(each.getPackageName(), none -> new TreeSet<>())
                  .add(root(each)));
    }

    @Override
    public void check(JavaClass each, ConditionEvents events) {
      Set<String> found = places.get(each.getPackageName());
      if (found.size() > 1) {
        events.add(
            SimpleConditionEvent.violated(
                each, "The package " + each.getPackageName() + " lies in " + found + "."));
      }
    }

    private static String root(JavaClass each) {
      String file = each.getSource().orElseThrow().getUri().toString();
      return file.substring(0, file.indexOf("/io/chromarunbook/"));
    }
  }
}
