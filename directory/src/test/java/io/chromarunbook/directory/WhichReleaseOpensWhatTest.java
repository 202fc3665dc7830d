package io.chromarunbook.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.stack.ChromaRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each release's directory before each release's server: the table in docs/assess.md. */
@Tag("servers")
@ExtendWith(MadeDirectories.Extension.class)
class WhichReleaseOpensWhatTest {

  @TempDir private Path home;
  @TempDir private Path opened;

  @ParameterizedTest(name = "made by {0}, opened by {1}: {2}")
  @CsvSource({
    "V0_4, V0_4, all",
    "V0_4, V0_5, all",
    "V0_4, V0_6, all",
    "V0_5, V0_4, no such column: collections.topic",
    "V0_5, V0_5, all",
    "V0_5, V0_6, all",
    "V0_5, V1_5, all",
    "V0_6, V0_4, no such column: collections.topic",
    "V0_6, V0_5, all",
    "V0_6, V0_6, all",
    "V0_6, V1_5, all",
    "V1_5, V0_4, no such column: collections.topic",
    "V1_5, V0_5, KeyError('_type')",
    "V1_5, V0_6, KeyError('_type')",
    "V1_5, V1_5, all"
  })
  void a_release_opens_what_is_not_younger(
      ChromaRelease maker, ChromaRelease opener, String seen, MadeDirectories made)
      throws IOException {
    Path files = RealChroma.copied(made.copy(maker, home), opened, opener);
    ReleaseFamily before = ChromaDirectory.assess(files).releaseFamily();

    try (RealChroma server = RealChroma.over(opened, opener)) {
      if (seen.equals("all")) {
        String id = server.collections().get(MadeDirectories.SICK);
        RealChroma.Answer answer = server.get(id, "embeddings");
        assertThat(answer.body().path("embeddings"))
            .as(answer.text())
            .hasSize(MadeDirectories.SICK_RECORDS);
      } else {
        assertThat(server.list().text()).contains(seen);
      }
    }

    ReleaseFamily after = ChromaDirectory.assess(files).releaseFamily();
    if (seen.equals("all")) {
      // Whoever opens it migrates it, at once.
      assertThat(after).isEqualTo(youngest(before, opener));
    }
    assertThat(Files.exists(files)).isTrue();
  }

  private static ReleaseFamily youngest(ReleaseFamily before, ChromaRelease opener) {
    ReleaseFamily own =
        switch (opener) {
          case V0_4 -> ReleaseFamily.V0_4;
          case V1_5 -> ReleaseFamily.V1;
          default -> ReleaseFamily.V0_6;
        };
    return own.compareTo(before) > 0 ? own : before;
  }

  @ParameterizedTest
  @CsvSource({"V0_4, V0_4", "V0_5, V0_6", "V0_6, V0_6", "V1_5, V1_5"})
  void what_serves_a_family_best_leaves_its_form_and_gives_every_record(
      ChromaRelease maker, ChromaRelease best, MadeDirectories made) throws IOException {
    Path files = RealChroma.copied(made.copy(maker, home), opened, best);
    Assessment before = ChromaDirectory.assess(files);
    assertThat(before.releaseFamily().servedBestBy()).contains(best.version());

    try (RealChroma server = RealChroma.over(opened, best)) {
      String id = server.collections().get(MadeDirectories.SICK);
      assertThat(server.get(id, "embeddings").body().path("embeddings"))
          .hasSize(MadeDirectories.SICK_RECORDS);
    }

    assertThat(ChromaDirectory.assess(files).migrations()).isEqualTo(before.migrations());
  }
}
