package io.chromarunbook.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfitDirectoryTest {

  @TempDir private Path folder;

  @Test
  void what_is_no_chroma_directory_is_refused_in_a_sentence() throws IOException, SQLException {
    assertThatThrownBy(() -> ChromaDirectory.assess(folder.resolve("nowhere")))
        .isInstanceOf(UnfitDirectoryException.class)
        .hasMessageContaining("There is no directory");
    assertThatThrownBy(() -> ChromaDirectory.assess(folder))
        .isInstanceOf(UnfitDirectoryException.class)
        .hasMessageContaining("There is no chroma.sqlite3 in");
    Files.writeString(folder.resolve("chroma.sqlite3"), "nothing of the kind");
    assertThatThrownBy(() -> ChromaDirectory.assess(folder))
        .isInstanceOf(UnfitDirectoryException.class)
        .hasMessageContaining("is no database of Chroma");
    Files.delete(folder.resolve("chroma.sqlite3"));
    new DirectoryFiles(folder).change("CREATE TABLE recipes (id INTEGER)");
    assertThatThrownBy(() -> ChromaDirectory.assess(folder))
        .isInstanceOf(UnfitDirectoryException.class)
        .hasMessageContaining("is no database of Chroma");
  }

  @Test
  void files_of_before_0_4_are_told_as_such() throws IOException {
    Files.writeString(folder.resolve("chroma-collections.parquet"), "PAR1");

    Assessment assessment = ChromaDirectory.assess(folder);

    assertThat(assessment.releaseFamily()).isEqualTo(ReleaseFamily.BEFORE_0_4);
    assertThat(assessment.faults())
        .extracting(Fault::kind)
        .containsExactly(FaultKind.UNSUPPORTED_RELEASE);
    assertThat(assessment.outcome()).isEqualTo(Assessment.Outcome.TO_DECIDE);
  }
}
