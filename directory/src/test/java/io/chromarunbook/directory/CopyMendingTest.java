package io.chromarunbook.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.stack.ChromaRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is put right in a copy is what kept a server of its own release from giving the records. */
@Tag("servers")
@ExtendWith(MadeDirectories.Extension.class)
class CopyMendingTest {

  @TempDir private Path home;
  @TempDir private Path opened;

  @ParameterizedTest
  @EnumSource(
      names = {
        "BLOB_SEQ_ID",
        "CONFIGURATION_UNREADABLE",
        "SCHEMA_UNREADABLE",
        "CONFIGURATION_WITHOUT_TYPE",
        "EMPTY_CONFIGURATION",
        "FROZEN",
        "TRIGGER_THAT_REFUSES",
        "TRIGGER_THAT_CANNOT_BE_READ"
      })
  void a_mended_copy_gives_every_record(FaultyDirectory faulty, MadeDirectories made)
      throws IOException, SQLException {
    ReleaseFamily family = ChromaDirectory.family(faulty.in(home, made));
    ChromaRelease best = best(family);
    Path copy = RealChroma.copied(RealChroma.filesIn(home, faulty.release()), opened, best);

    assertThat(CopyMending.of(copy, family)).hasSize(1);

    assertThat(ChromaDirectory.assess(copy).faults()).isEmpty();
    assertThat(CopyMending.of(copy, family)).isEmpty();
    try (RealChroma server = RealChroma.over(opened, best)) {
      String sick = server.collections().get(MadeDirectories.SICK);
      assertThat(server.get(sick, "embeddings", "documents").body().path("embeddings"))
          .hasSize(MadeDirectories.SICK_RECORDS);
      assertThat(server.nearest(sick, MadeDirectories.SICK_RECORDS).body().path("ids").path(0))
          .hasSize(MadeDirectories.SICK_RECORDS);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"V0_4", "V0_5", "V0_6", "V1_5"})
  void a_clean_copy_is_not_touched(ChromaRelease release, MadeDirectories made) throws IOException {
    Path files = made.copy(release, home);
    String before = TreeHash.of(files);

    assertThat(CopyMending.of(files, ChromaDirectory.family(files))).isEmpty();

    assertThat(TreeHash.of(files)).isEqualTo(before);
  }

  @Test
  void settings_that_are_nowhere_else_are_not_made_up(MadeDirectories made)
      throws IOException, SQLException {
    Path files = made.copy(ChromaRelease.V1_5, home);
    new DirectoryFiles(files)
        .change("UPDATE collections SET schema_str = 'nonsense', config_json_str = 'nonsense'");

    assertThat(CopyMending.of(files, ReleaseFamily.V1)).isEmpty();
  }

  private static ChromaRelease best(ReleaseFamily family) {
    return Stream.of(ChromaRelease.values())
        .filter(release -> release.version().equals(family.servedBestBy().orElseThrow()))
        .findFirst()
        .orElseThrow();
  }
}
