package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {

  @ParameterizedTest
  @ValueSource(ints = {60, 72, 76, 80, 100, 200})
  void a_live_bar_says_all_it_has_to_say_in_one_row(int columns) {
    ScreenSize screen = new ScreenSize(24, columns);
    // Of growing figures, so that each width comes up in which the bar gives way to words.
    IntStream.of(9, 99, 999, 9_999, 99_999)
        .mapToObj(total -> ProgressBar.of(total / 2, total, 1_234.0, 61.0, "", columns))
        .forEach(line -> assertThat(screen.inOneRow(line)).isEqualTo(line));
  }

  @Test
  void a_bar_gives_way_to_what_is_being_done() {
    assertThat(ProgressBar.of(7_532, 9_832, 1_234.0, 2.0, "seeding the source", 80))
        .startsWith("[██████░░]  76 %")
        .contains("7,532 of 9,832 records  1,234/s  2 s left")
        .endsWith("  seeding the source")
        .hasSizeLessThan(80);
  }
}
