package io.chromarunbook.starter.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
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
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ProbedServer;
import io.chromarunbook.chroma.fixture.AsksTheRun;
import io.chromarunbook.client.fixture.AsksTheTyping;
import io.chromarunbook.client.fixture.WritesAMessageOut;
import io.chromarunbook.directory.fixture.AsksTheServer;
import io.chromarunbook.document.fixture.AsksTheStatus;
import io.chromarunbook.gate.fixture.AsksTheRunbook;
import io.chromarunbook.stack.fixture.AsksTheTerminal;
import io.chromarunbook.starter.fixture.AsksActivities;
import io.chromarunbook.starter.fixture.BadlyNamedHelper;
import io.chromarunbook.starter.fixture.LogsBesideTheLog;
import io.chromarunbook.starter.fixture.WritesToAServer;
import io.chromarunbook.starter.offline.MigrationValidation;
import io.chromarunbook.starter.offline.PuttingBack;
import io.chromarunbook.starter.offline.ScratchLookout;
import io.chromarunbook.starter.offline.SnapshotFiles;
import io.chromarunbook.starter.offline.SnapshotTake;
import io.chromarunbook.worker.RunbookWorker;
import io.chromarunbook.worker.fixture.AsksTheStarter;
import io.chromarunbook.workflows.fixture.AsksTheDisk;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.temporal.client.WorkflowStub;
import java.text.DateFormat;
import java.util.Calendar;
import java.util.Collection;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Keeps the rooms of the house apart: who may know whom, and how things are called. */
class ArchitectureTest {

  private static final String CHROMA = "io.chromarunbook.chroma..";
  private static final String STACK = "io.chromarunbook.stack..";
  private static final String DIRECTORY = "io.chromarunbook.directory..";
  private static final String WORKFLOWS = "io.chromarunbook.workflows..";
  private static final String DOCUMENT = "io.chromarunbook.document..";
  private static final String GATE = "io.chromarunbook.gate..";
  private static final String CLIENT = "io.chromarunbook.client..";
  private static final String ACTIVITIES = "io.chromarunbook.activities..";
  private static final String WORKER = "io.chromarunbook.worker..";
  private static final String STARTER = "io.chromarunbook.starter..";

  private static final ArchRule CHROMA_KNOWS_NOBODY =
      noneOf(CHROMA)
          .dependOnClassesThat()
          .resideInAnyPackage(
              STACK, DIRECTORY, WORKFLOWS, DOCUMENT, GATE, CLIENT, ACTIVITIES, WORKER, STARTER)
          .because("whoever asks a Chroma server needs no runbook for it");

  private static final ArchRule DIRECTORY_KNOWS_NOBODY =
      noneOf(DIRECTORY)
          .dependOnClassesThat()
          .resideInAnyPackage(
              CHROMA, STACK, WORKFLOWS, DOCUMENT, GATE, CLIENT, ACTIVITIES, WORKER, STARTER)
          .because("what lies on a disk is there whatever is done with it");

  private static final ArchRule STACK_KNOWS_HOW_TO_TYPE =
      noneOf(STACK)
          .dependOnClassesThat(
              resideInAnyPackage(
                      CHROMA,
                      DIRECTORY,
                      WORKFLOWS,
                      DOCUMENT,
                      GATE,
                      CLIENT,
                      ACTIVITIES,
                      WORKER,
                      STARTER)
                  .and(not(equivalentTo(RunbookCommand.class))))
          .because(
              "servers are installed and kept alive in the same way whatever they are for; only"
                  + " how a command is typed is said in one place");

  private static final ArchRule WORKFLOWS_KNOW_NOBODY =
      noneOf(WORKFLOWS)
          .dependOnClassesThat()
          .resideInAnyPackage(
              CHROMA, STACK, DIRECTORY, DOCUMENT, GATE, CLIENT, ACTIVITIES, WORKER, STARTER)
          .because("what happens in which order does not depend on how it is done");

  private static final ArchRule DOCUMENT_KNOWS_HOW_TEXT_IS_MADE_HARMLESS =
      noneOf(DOCUMENT)
          .dependOnClassesThat(
              resideInAnyPackage(
                      CHROMA,
                      STACK,
                      DIRECTORY,
                      WORKFLOWS,
                      GATE,
                      CLIENT,
                      ACTIVITIES,
                      WORKER,
                      STARTER)
                  .and(not(resideInAPackage("io.chromarunbook.workflows.text"))))
          .because("what is written, whoever writes it, is shown in the same way");

  private static final ArchRule GATE_KNOWS_CHROMA =
      noneOf(GATE)
          .dependOnClassesThat()
          .resideInAnyPackage(
              STACK, DIRECTORY, WORKFLOWS, DOCUMENT, CLIENT, ACTIVITIES, WORKER, STARTER)
          .because("a front door stands before a Chroma server without any runbook");

  private static final ArchRule CLIENT_KNOWS_WORKFLOWS_AND_NO_WORDS =
      noneOf(CLIENT)
          .dependOnClassesThat(
              resideInAnyPackage(
                      CHROMA, STACK, DIRECTORY, DOCUMENT, GATE, ACTIVITIES, WORKER, STARTER)
                  .or(equivalentTo(RunbookCommand.class)))
          .because(
              "whoever starts, asks and tells runs shares it, opens the connection, and has words"
                  + " of its own for people; what a run is asked and told is the workflows'");

  private static final ArchRule MESSAGES_ARE_TYPED =
      noClasses()
          .that()
          .resideInAnyPackage(CLIENT, STARTER)
          .should()
          .callMethodWhere(
              target(owner(equivalentTo(WorkflowStub.class)))
                  .and(
                      target(
                          nameMatching("signal|signalWithStart|query|update|startUpdate|start"))))
          .because(
              "a message's name, written out, is no longer the name once the workflow calls it"
                  + " otherwise, and its record no longer the one it takes");

  private static final ArchRule ACTIVITIES_KNOW_WORKFLOWS_AND_CHROMA =
      noneOf(ACTIVITIES)
          .dependOnClassesThat()
          .resideInAnyPackage(STACK, GATE, CLIENT, WORKER, STARTER)
          .because("they keep the workflows' promises at servers that somebody else runs");

  private static final ArchRule WORKER_DOES_NOT_KNOW_STARTER =
      noneOf(WORKER)
          .dependOnClassesThat()
          .resideInAnyPackage(STACK, GATE, CLIENT, STARTER)
          .because(
              "a worker runs without a command line, and where nothing is installed by us; it does"
                  + " what runs ask for, and asks none");

  private static final ArchRule FEW_OF_STARTER_LOOK_BELOW =
      noClasses()
          .that()
          .resideInAPackage(STARTER)
          .and()
          .resideOutsideOfPackages(
              "io.chromarunbook.starter.offline..",
              "io.chromarunbook.starter.documents..",
              "io.chromarunbook.starter.planning..",
              "io.chromarunbook.starter.demo..",
              "io.chromarunbook.starter.serving..",
              "io.chromarunbook.starter.conversion..",
              "io.chromarunbook.starter.bench..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(ACTIVITIES, CHROMA)
                  .and(not(belongToAnyOf(RunbookHome.class, RunFolder.class))))
          .allowEmptyShould(true)
          .because(
              "only commands that work without Temporal, conversions, the demo and the benchmark do things"
                  + " themselves, a worker is given who serves directories, documents say what activities say, and a plan is checked before any worker sees it; where files lie"
                  + " is no secret");

  private static final ArchRule FEW_OPEN_A_SERVER_TO_WRITE =
      noClasses()
          .that(
              not(
                  resideInAnyPackage(
                          CHROMA,
                          "io.chromarunbook.starter.demo..",
                          "io.chromarunbook.starter.bench..")
                      .or(
                          belongToAnyOf(
                              RunbookWorker.class,
                              MigrationValidation.class,
                              ScratchLookout.class,
                              SnapshotFiles.class,
                              SnapshotTake.class))))
          .should(openAServer("toWrite"))
          .because(
              "a run is given its servers by OpenRun, which lets its source be read only; else only"
                  + " a snapshot that is restored, and data for the demo and the benchmark, are"
                  + " written anywhere, and only scratch collections of ours are removed");

  private static final ArchRule ONLY_PUTTING_BACK_REFILLS =
      noClasses()
          .that(not(resideInAnyPackage(CHROMA).or(belongToAnyOf(PuttingBack.class))))
          .should(openAServer("toRefill"))
          .because("records go back into a source on a person's word, by one command alone");

  private static final ArchRule A_RUN_READS_ITS_SOURCE =
      methods()
          .that()
          .areDeclaredIn(OpenRun.class)
          .and()
          .haveName("source")
          .and()
          .arePublic()
          .should()
          .haveRawReturnType(ChromaServer.class)
          .because("the source never sees a write of ours");

  private static final ArchRule A_RUN_PROBES_ITS_FRONT_DOOR =
      methods()
          .that()
          .areDeclaredIn(OpenRun.class)
          .and()
          .haveName("frontDoor")
          .should()
          .haveRawReturnType(ProbedServer.class)
          .because(
              "the freeze probe is the one write that the source sees, and it changes nothing");

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

  private static final ArchRule NOTHING_BANNED_IS_IMPORTED =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      // Without a promise: the next release of whoever made it may have it
                      // otherwise.
                      "sun..",
                      "jdk.internal..",
                      "io.temporal.internal..",
                      "okhttp3.internal..",
                      "..shaded..",
                      // Another log than the one everybody reads.
                      "java.util.logging..",
                      // Others bring these along; what they have the JDK has too.
                      "com.google.common..",
                      "org.apache.commons.lang3..",
                      "kotlin..")
                  .or(belongToAnyOf(Calendar.class, DateFormat.class, Hashtable.class)))
          .because("what is imported is kept up for us, and each thing is done in one way");

  private static final ArchRule A_PACKAGE_LIES_IN_ONE_PLACE = classes().should(new LieTogether());

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // Tests of other modules, of which some here make use.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.chromarunbook");

  @Test
  void the_ground_floor_knows_nothing_of_ours() {
    CHROMA_KNOWS_NOBODY.check(OURS);
    assertFound(CHROMA_KNOWS_NOBODY, AsksTheRun.class);
    DIRECTORY_KNOWS_NOBODY.check(OURS);
    assertFound(DIRECTORY_KNOWS_NOBODY, AsksTheServer.class);
    STACK_KNOWS_HOW_TO_TYPE.check(OURS);
    assertFound(STACK_KNOWS_HOW_TO_TYPE, AsksTheTerminal.class);
  }

  @Test
  void workflows_know_no_other_module() {
    WORKFLOWS_KNOW_NOBODY.check(OURS);
    assertFound(WORKFLOWS_KNOW_NOBODY, AsksTheDisk.class);
  }

  @Test
  void documents_know_how_text_is_made_harmless_and_nothing_else() {
    DOCUMENT_KNOWS_HOW_TEXT_IS_MADE_HARMLESS.check(OURS);
    assertFound(DOCUMENT_KNOWS_HOW_TEXT_IS_MADE_HARMLESS, AsksTheStatus.class);
  }

  @Test
  void the_gate_knows_chroma_and_nothing_else() {
    GATE_KNOWS_CHROMA.check(OURS);
    assertFound(GATE_KNOWS_CHROMA, AsksTheRunbook.class);
  }

  @Test
  void the_client_knows_workflows_only_and_no_word_for_people() {
    CLIENT_KNOWS_WORKFLOWS_AND_NO_WORDS.check(OURS);
    assertFound(CLIENT_KNOWS_WORKFLOWS_AND_NO_WORDS, AsksTheTyping.class);
  }

  @Test
  void no_message_is_sent_by_its_name_in_letters() {
    MESSAGES_ARE_TYPED.check(OURS);
    assertFound(MESSAGES_ARE_TYPED, WritesAMessageOut.class);
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
  void only_what_is_to_write_gets_a_server_that_can_be_written_to() {
    FEW_OPEN_A_SERVER_TO_WRITE.check(OURS);
    assertFound(FEW_OPEN_A_SERVER_TO_WRITE, WritesToAServer.class);
    ONLY_PUTTING_BACK_REFILLS.check(OURS);
    assertFound(ONLY_PUTTING_BACK_REFILLS, WritesToAServer.class);
  }

  @Test
  void a_run_gets_its_source_to_read_and_its_front_door_to_probe() {
    A_RUN_READS_ITS_SOURCE.check(OURS);
    A_RUN_PROBES_ITS_FRONT_DOOR.check(OURS);
  }

  @Test
  void no_name_hides_what_a_class_is_for() {
    NAMES_SAY_WHAT_THINGS_ARE.check(OURS);
    assertFound(NAMES_SAY_WHAT_THINGS_ARE, BadlyNamedHelper.class);
  }

  @Test
  void nothing_banned_is_imported() {
    NOTHING_BANNED_IS_IMPORTED.check(OURS);
    assertFound(NOTHING_BANNED_IS_IMPORTED, LogsBesideTheLog.class);
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

  /** Be it by a call or by a reference to the method. */
  private static ArchCondition<JavaClass> openAServer(String factory) {
    return accessTargetWhere(
        describe(
            "ChromaServers." + factory + " is used",
            access ->
                access.getTargetOwner().isEquivalentTo(ChromaServers.class)
                    && access.getName().equals(factory)));
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
