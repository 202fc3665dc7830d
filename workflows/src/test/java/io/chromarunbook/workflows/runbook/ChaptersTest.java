package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The state belongs to chapters, and each writes its own. */
@Tag("runs")
class ChaptersTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.chromarunbook.workflows.runbook");

  @Test
  void each_part_of_the_state_is_written_by_its_chapter_alone() {
    List<String> strangers =
        OURS.stream()
            .flatMap(each -> each.getFieldAccessesFromSelf().stream())
            .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET)
            .filter(access -> access.getTargetOwner().isAnnotatedWith(WrittenBy.class))
            .filter(access -> !mayWrite(access))
            .map(JavaAccess::getDescription)
            .toList();

    assertThat(strangers).isEmpty();
  }

  @Test
  void every_part_of_the_state_names_its_chapter() {
    assertThat(
            OURS.stream()
                .filter(each -> each.isAssignableTo(StatePart.class) && !each.isInterface())
                .filter(each -> !each.isEquivalentTo(MigrationState.class))
                .filter(each -> !each.isAnnotatedWith(WrittenBy.class))
                .map(each -> each.getSimpleName()))
        .isEmpty();
  }

  private static boolean mayWrite(JavaFieldAccess access) {
    Class<?>[] writers = access.getTargetOwner().getAnnotationOfType(WrittenBy.class).value();
    return Stream.concat(
            Arrays.stream(writers).map(Class::getName),
            Stream.of(access.getTargetOwner().getName()))
        .anyMatch(
            name ->
                access.getOriginOwner().getName().equals(name)
                    || access.getOriginOwner().getName().startsWith(name + "$"));
  }
}
