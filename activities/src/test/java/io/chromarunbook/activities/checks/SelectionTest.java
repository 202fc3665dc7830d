package io.chromarunbook.activities.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

  @Test
  void nothing_named_means_the_whole_suite() {
    assertThat(Selection.of(List.of(), List.of())).isEqualTo(Selection.EVERYTHING);
  }

  @Test
  void counting_needs_no_record_unless_their_sum_is_asked_for() {
    assertThat(Selection.of(List.of("counts", "connectivity"), List.of()).depth())
        .isEqualTo(Depth.SERVERS);
    assertThat(Selection.of(List.of(), List.of("counts.sum")).depth()).isEqualTo(Depth.RECORDS);
    assertThat(Selection.of(List.of("counts"), List.of("counts.sum")).depth())
        .isEqualTo(Depth.RECORDS);
  }

  @Test
  void the_deepest_of_what_is_named_decides() {
    assertThat(Selection.of(List.of("documents"), List.of("collections.index")).depth())
        .isEqualTo(Depth.RECORDS);
    assertThat(Selection.of(List.of("documents"), List.of("filters.range")).depth())
        .isEqualTo(Depth.QUERIES);
  }

  @Test
  void only_what_is_named_is_judged_in_the_order_of_the_suite() {
    Selection selection =
        Selection.of(List.of("counts"), List.of("values.floats", "connectivity.clock"));

    assertThat(selection.families().stream().flatMap(family -> family.checks().stream()))
        .extracting(Check::id)
        .containsExactly(
            "connectivity.clock",
            "counts.collections",
            "counts.match",
            "counts.sum",
            "counts.source",
            "values.floats");
    assertThat(selection.includes(ConnectivityChecks.FAMILY)).isTrue();
    assertThat(selection.includes(WriteChecks.FAMILY)).isFalse();
  }

  @Test
  void a_name_nobody_has_is_refused() {
    assertThatThrownBy(() -> Selection.of(List.of("count"), List.of()))
        .hasMessage("there is no family 'count'");
    assertThatThrownBy(() -> Selection.of(List.of(), List.of("counts.some")))
        .hasMessage("there is no check 'counts.some'");
  }
}
