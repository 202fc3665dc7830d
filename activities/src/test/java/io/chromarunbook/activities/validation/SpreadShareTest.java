package io.chromarunbook.activities.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadShareTest {

  @TempDir Path home;
  private Migration migration;
  private Manifest manifest;

  @BeforeEach
  void export() {
    migration = new Migration(home).exported();
    manifest = Snapshot.open(migration.folder().snapshot()).manifest();
  }

  @AfterEach
  void close() {
    migration.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 30", "0.5, 15", "0.34, 11", "0.1, 3", "0.001, 1"})
  void every_part_gives_its_share_rounded_up(double share, int chosen) {
    assertThat(chosen("run", share, 0)).hasSize(chosen);
  }

  @Test
  void what_is_chosen_is_spread_over_the_part() {
    for (int run = 0; run < 50; run++) {
      List<Integer> chosen = chosen("run-" + run, 0.2, 0);
      for (int index = 1; index < chosen.size(); index++) {
        assertThat(chosen.get(index) - chosen.get(index - 1)).isBetween(4, 6);
      }
    }
  }

  @Test
  void the_same_run_chooses_the_same_and_others_choose_others() {
    Set<List<Integer>> choices = new HashSet<>();
    for (int run = 0; run < 20; run++) {
      choices.add(chosen("run-" + run, 0.1, 0));
    }

    assertThat(choices).hasSizeGreaterThan(3);
    assertThat(chosen("run", 0.1, 1)).isEqualTo(chosen("run", 0.1, 1));
  }

  @Test
  void no_share_and_more_than_all_are_defects() {
    assertThatThrownBy(() -> new SpreadShare(manifest, "run", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SpreadShare(manifest, "run", 1.1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SpreadShare(manifest, "run", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Integer> chosen(String run, double share, int part) {
    Predicate<ChromaRecord> choice = new SpreadShare(manifest, run, share).of(0, part);
    List<Integer> chosen = new ArrayList<>();
    long records = manifest.collections().get(0).parts().get(part).records();
    for (int index = 0; index < records; index++) {
      if (choice.test(null)) {
        chosen.add(index);
      }
    }
    return chosen;
  }
}
