package io.chromarunbook.starter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProportionalSharesTest {
  private static final List<Integer> SIZES = List.of(132, 2600, 2100, 1200, 1500, 2300);

  @Test
  void gives_every_collection_one_record_first() {
    assertThat(ProportionalShares.of(6, SIZES)).containsExactly(1, 1, 1, 1, 1, 1);
  }

  @Test
  void gives_everything_where_everything_is_wanted() {
    assertThat(ProportionalShares.of(9_832, SIZES)).isEqualTo(SIZES);
  }

  @Test
  void gives_what_is_left_over_to_the_largest_remainder_and_the_earlier_collection() {
    assertThat(ProportionalShares.of(5, List.of(11, 11, 11))).containsExactly(2, 2, 1);
  }

  @Test
  void always_sums_up_to_what_was_wanted_and_never_exceeds_a_collection() {
    for (int records = 6; records <= 9_832; records++) {
      List<Integer> shares = ProportionalShares.of(records, SIZES);
      assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(records);
      for (int i = 0; i < shares.size(); i++) {
        assertThat(shares.get(i)).isBetween(1, SIZES.get(i));
      }
    }
  }
}
