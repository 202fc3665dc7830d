package io.chromarunbook.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.stack.ChromaRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault is named, with the records it concerns, and nothing is touched. */
@Tag("servers")
@ExtendWith(MadeDirectories.Extension.class)
class FaultTest {

  @TempDir private Path home;

  /** Which records have it; empty where it is not about records. */
  private static List<String> expected(FaultyDirectory faulty) {
    return switch (faulty.kind()) {
      case NULL_DOCUMENT, RECORD_WITHOUT_EMBEDDING -> List.of("n1", "n2", "n3");
      case DOCUMENT_NOT_TEXT, FULL_TEXT_INCOMPLETE -> List.of("s1", "s2");
      case DOCUMENT_IN_LOG_NOT_TEXT, LOG_NOT_JSON -> List.of("s240", "s241");
      default -> List.of();
    };
  }

  @ParameterizedTest
  @EnumSource
  void a_fault_is_named_with_its_records(FaultyDirectory faulty, MadeDirectories made)
      throws IOException, SQLException {
    Path files = faulty.in(home, made);
    String before = TreeHash.of(files);

    Assessment assessment = ChromaDirectory.assess(files);

    assertThat(TreeHash.of(files)).isEqualTo(before);
    assertThat(kinds(assessment)).contains(faulty.kind()).isSubsetOf(allowed(faulty));
    Fault fault =
        assessment.faults().stream()
            .filter(each -> each.kind() == faulty.kind())
            .findFirst()
            .orElseThrow();
    assertThat(fault.detail()).isNotBlank();
    if (!expected(faulty).isEmpty()) {
      assertThat(fault.count()).isEqualTo(expected(faulty).size());
      assertThat(fault.records()).containsExactlyElementsOf(expected(faulty));
      assertThat(fault.collection())
          .contains(new CollectionName("default_tenant", "default_database", "sick"));
    }
    assertThat(sick(assessment).verdict().road()).isGreaterThanOrEqualTo(faulty.kind().road());
  }

  /** Some damage shows in more than one way. */
  private static Set<FaultKind> allowed(FaultyDirectory faulty) {
    Set<FaultKind> allowed = EnumSet.of(faulty.kind());
    if (faulty.kind() == FaultKind.INTEGRITY_CHECK) {
      allowed.addAll(Arrays.asList(FaultKind.values()));
    }
    if (faulty == FaultyDirectory.ODD_SEQ_ID) {
      allowed.addAll(EnumSet.of(FaultKind.VECTORS_MISSING));
    }
    if (faulty == FaultyDirectory.NUMBERS_GIVEN_AGAIN) {
      allowed.addAll(EnumSet.of(FaultKind.VECTORS_MISSING));
    }
    return allowed;
  }

  private static Set<FaultKind> kinds(Assessment assessment) {
    return assessment.faults().stream().map(Fault::kind).collect(Collectors.toSet());
  }

  private static AssessedCollection sick(Assessment assessment) {
    return assessment.collections().stream()
        .filter(each -> each.name().equals(MadeDirectories.SICK))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "INDEX_FOLDER_GONE_OF_0_5",
        "INDEX_FOLDER_GONE_OF_1",
        "INDEX_LABELS_GONE",
        "LOG_PRUNED_TOO_FAR_OF_0_5",
        "LOG_PRUNED_TOO_FAR_OF_1"
      })
  void how_many_records_are_lost_is_counted(FaultyDirectory faulty, MadeDirectories made)
      throws IOException, SQLException {
    Assessment assessment = ChromaDirectory.assess(faulty.in(home, made));

    Verdict.Damaged damaged = (Verdict.Damaged) sick(assessment).verdict();
    assertThat(damaged.of()).isEqualTo(250);
    assertThat(damaged.lost()).isIn(49L, 50L, 199L, 200L);
    assertThat(damaged.words()).isEqualTo("damaged: %d of 250".formatted(damaged.lost()));
    assertThat(assessment.outcome()).isEqualTo(Assessment.Outcome.DAMAGED);
    Fault fault = assessment.faults().get(0);
    assertThat(fault.records()).hasSize(Fault.MOST_RECORDS).doesNotHaveDuplicates();
  }

  @Test
  void an_emptied_log_loses_the_vectors_that_waited_in_it(MadeDirectories made)
      throws IOException, SQLException {
    Path files = made.copy(ChromaRelease.V0_6, home);
    new DirectoryFiles(files).change("DELETE FROM embeddings_queue");

    Assessment assessment = ChromaDirectory.assess(files);

    assertThat(kinds(assessment))
        .containsExactlyInAnyOrder(FaultKind.VECTORS_MISSING, FaultKind.NUMBERS_GIVEN_AGAIN);
    assertThat(assessment.collections().get(0).verdict())
        .isEqualTo(new Verdict.Damaged(60, 60, FaultKind.VECTORS_MISSING.words()));
  }

  @Test
  void a_log_that_was_never_pruned_gives_a_lost_index_back(MadeDirectories made)
      throws IOException, SQLException {
    Path files = made.copy(ChromaRelease.V0_4, home);
    DirectoryFiles damage = new DirectoryFiles(files);
    damage.remove(damage.index(MadeDirectories.SICK));

    assertThat(ChromaDirectory.assess(files).faults()).isEmpty();
  }

  @Test
  void a_process_that_has_it_open_is_named_and_its_newest_writes_are_seen(MadeDirectories made)
      throws IOException {
    Path files = made.copy(ChromaRelease.V0_6, home);
    try (RealChroma server = RealChroma.over(home, ChromaRelease.V0_6)) {
      server.add(server.collections().get(MadeDirectories.SICK), "new", 10, 10);

      Assessment assessment = ChromaDirectory.assess(files);

      assertThat(kinds(assessment)).containsExactly(FaultKind.OPEN_BY_PROCESS);
      assertThat(assessment.openedBy().known())
          .extracting(OpenedBy.OpenProcess::pid)
          .contains(server.pid());
      assertThat(assessment.outcome()).isEqualTo(Assessment.Outcome.TO_DECIDE);
      assertThat(assessment.records()).isEqualTo(320);
      assertThat(assessment.findings())
          .extracting(Finding::kind)
          .contains(Finding.Kind.READ_FROM_COPY);
    }
    assertThat(ChromaDirectory.assess(files).openedBy().known()).isEmpty();
  }
}
