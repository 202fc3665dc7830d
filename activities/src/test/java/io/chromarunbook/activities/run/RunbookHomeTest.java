package io.chromarunbook.activities.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookHomeTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "../x", "a/../b", "a/./b", "a/..", "/etc", "a\u0000b", "../runs/a"})
  void no_id_reaches_another_runs_folder_or_leaves_the_home(String id) {
    assertThatThrownBy(() -> new RunbookHome(directory).run(id))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_dry_run_has_its_folder_within_its_migrations() {
    RunbookHome home = new RunbookHome(directory);

    assertThat(home.run("kb/dry-run/1").path()).isEqualTo(directory.resolve("runs/kb/dry-run/1"));
  }

  @Test
  void lists_the_runs_that_have_a_folder_with_their_dry_runs() {
    RunbookHome home = new RunbookHome(directory);
    assertThat(home.runs()).isEmpty();
    for (String id : new String[] {"kb", "other/dry-run/2"}) {
      DurableFile.writeText(home.run(id).owner(), "{}");
    }
    // A run's own dry-run keeps its files in a folder of that name too.
    DurableFile.writeText(home.run("kb").path().resolve("dry-run/00001/ids.jsonl"), "");

    assertThat(home.runs()).containsExactly("kb", "other/dry-run/2");
  }

  @Test
  void to_ask_for_its_id_makes_none() {
    RunbookHome home = new RunbookHome(directory.resolve("new"));

    assertThat(home.knownId()).isEmpty();
    assertThat(home.root()).doesNotExist();
    assertThat(home.knownId()).isEmpty();
    String id = home.id();
    assertThat(home.knownId()).contains(id);
  }
}
