package io.chromarunbook.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.stack.ChromaRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of 1.x is what a real 1.5.9 does with a copy of each faulty directory. */
@Tag("servers")
@ExtendWith(MadeDirectories.Extension.class)
class What1xDoesTest {

  private static final Path MEASURED = Path.of("target", "what-1x-does.md");

  @TempDir private Path home;
  @TempDir private Path opened;

  @ParameterizedTest
  @EnumSource
  void a_fault_does_in_1x_what_is_said_of_it(FaultyDirectory faulty, MadeDirectories made)
      throws IOException, SQLException {
    Path files = faulty.in(home, made);
    Assessment assessment = ChromaDirectory.assess(files);

    Observed observed =
        Observed.of(files, opened, records(assessment, "sick"), records(assessment, "healthy"));

    note(observed.row("`" + faulty.name().toLowerCase(java.util.Locale.ROOT) + "`"));
    if (faulty == FaultyDirectory.NULL_DOCUMENT_OF_0_4) {
      // Of 0.4 the server itself panics now and then: then nothing says no, and nothing answers.
      assertThat(observed.silenceRefuses()).isEqualTo(Expected.of(faulty));
    } else if (!Expected.isChance(faulty)) {
      assertThat(observed).isEqualTo(Expected.of(faulty));
    }
    // What does not break it does nothing worse than a clean directory.
    assertThat(observed.equals(Expected.CLEAN)).isEqualTo(!faulty.kind().breaks1x());
  }

  @ParameterizedTest
  @EnumSource(names = {"V0_5", "V0_6", "V1_5"})
  void a_clean_directory_opens_with_every_record(ChromaRelease release, MadeDirectories made)
      throws IOException {
    Path files = made.copy(release, home);
    assertThat(ChromaDirectory.assess(files).outcome()).isEqualTo(Assessment.Outcome.CLEAN);

    Observed observed =
        Observed.of(files, opened, MadeDirectories.SICK_RECORDS, MadeDirectories.HEALTHY_RECORDS);

    note(observed.row("clean, of " + release.version()));
    assertThat(observed).isEqualTo(Expected.CLEAN);
  }

  private static int records(Assessment assessment, String name) {
    return (int)
        assessment.collections().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow()
            .records();
  }

  private static void note(String row) throws IOException {
    Files.createDirectories(MEASURED.getParent());
    Files.writeString(MEASURED, row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
