package io.chromarunbook.activities.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.Size;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartSizeTest {

  private static List<Integer> parts(PartSize size, int records) {
    List<Integer> parts = new ArrayList<>();
    for (int left = records; left > 0; left -= parts.get(parts.size() - 1)) {
      parts.add(size.next(left));
    }
    return parts;
  }

  @Test
  void a_small_migration_has_parts_of_two_thousand_records_and_no_small_one_after_them() {
    PartSize size = PartSize.of(Size.AUTO, 9_832);
    assertThat(parts(size, 132)).containsExactly(132);
    assertThat(parts(size, 2_000)).containsExactly(2_000);
    assertThat(parts(size, 3_000)).containsExactly(3_000);
    assertThat(parts(size, 3_001)).containsExactly(2_000, 1_001);
    assertThat(parts(size, 6_500)).containsExactly(2_000, 2_000, 2_500);
  }

  @Test
  void a_larger_migration_has_twenty_parts() {
    assertThat(parts(PartSize.of(Size.AUTO, 100_000), 100_000)).hasSize(20).containsOnly(5_000);
  }

  @Test
  void no_part_of_the_largest_migration_has_more_than_fifteen_thousand_records() {
    PartSize size = PartSize.of(Size.AUTO, 10_000_000);
    assertThat(parts(size, 35_000)).containsExactly(10_000, 10_000, 15_000);
    assertThat(parts(size, 35_001)).containsExactly(10_000, 10_000, 10_000, 5_001);
  }

  @Test
  void the_size_a_plan_gives_is_kept() {
    assertThat(parts(PartSize.of(Size.of(500), 9_832), 1_001)).containsExactly(500, 500, 1);
  }
}
