package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenSizeTest {

  private static final List<String> LINES = List.of("a", "b", "c", "d", "e", "f");

  @Test
  void shows_everything_where_there_is_room() {
    assertThat(new ScreenSize(7, 80).fitted(LINES, "all")).isEqualTo(LINES);
    assertThat(ScreenSize.USUAL.fitted(LINES, "all")).isEqualTo(LINES);
  }

  @Test
  void leaves_out_the_end_where_there_is_not_and_says_how_to_see_it() {
    assertThat(new ScreenSize(6, 80).fitted(LINES, "./runbook status kb | less"))
        .containsExactly("a", "b", "c", "d", "… 2 more lines: ./runbook status kb | less");
    assertThat(new ScreenSize(3, 10).fitted(LINES, "./runbook status kb | less"))
        .containsExactly("a", "…");
  }

  @Test
  void counts_the_rows_of_long_lines_and_not_their_colours() {
    ScreenSize narrow = new ScreenSize(4, 10);

    assertThat(narrow.fitted(List.of("\u001b[32m1234567890\u001b[0m", "b", "c"), "")).hasSize(3);
    assertThat(narrow.fitted(List.of("1234567890123456789012", "b", "c"), ""))
        .doesNotContain("1234567890123456789012");
  }

  @Test
  void keeps_what_is_replaced_in_place_to_one_row_and_all_its_colours() {
    ScreenSize narrow = new ScreenSize(24, 6);

    assertThat(narrow.inOneRow("123")).isEqualTo("123");
    assertThat(narrow.inOneRow("\u001b[32m1234\u001b[0m567")).isEqualTo("\u001b[32m1234\u001b[0m5");
    assertThat(narrow.inOneRow("1234567\u001b[0m")).isEqualTo("12345\u001b[0m");
  }
}
