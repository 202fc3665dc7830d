package io.chromarunbook.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.WorkflowInterface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract without a host would only be noticed when a migration waits for it. */
class HostingTest {

  private static final JavaClasses CONTRACTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.chromarunbook.workflows");

  @TempDir private Path home;

  @Test
  void every_activity_contract_is_hosted_once() {
    Runs runs =
        new Runs(
            new RunbookHome(home),
            new Secrets(name -> null),
            (address, watch) -> {
              throw new IllegalStateException("nobody is asked here");
            });
    List<String> hosted = new ArrayList<>();
    for (Object activity : Hosting.activities(runs)) {
      for (Class<?> contract : activity.getClass().getInterfaces()) {
        hosted.add(contract.getName());
      }
    }

    assertThat(hosted).containsExactlyInAnyOrderElementsOf(marked(ActivityInterface.class));
  }

  @Test
  void every_workflow_contract_is_hosted_once() {
    List<String> hosted = new ArrayList<>();
    for (Class<?> workflow : Hosting.workflows()) {
      for (Class<?> contract : workflow.getInterfaces()) {
        hosted.add(contract.getName());
      }
    }

    assertThat(hosted).containsExactlyInAnyOrderElementsOf(marked(WorkflowInterface.class));
  }

  private static List<String> marked(Class<? extends java.lang.annotation.Annotation> mark) {
    return CONTRACTS.stream()
        .filter(contract -> contract.isAnnotatedWith(mark))
        .map(JavaClass::getName)
        .toList();
  }
}
