package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenSizeTest {

  private static final List<String> LINES = List.of("a", "b", "c", "d", "e", "f");

  @Test
  void shows_everything_where_there_is_room() {
    assertThat(new ScreenSize(7, 80).fitted(LINES)).isEqualTo(LINES);
    assertThat(ScreenSize.USUAL.fitted(LINES)).isEqualTo(LINES);
  }

  @Test
  void leaves_out_the_middle_where_there_is_not() {
    List<String> fitted = new ScreenSize(6, 80).fitted(LINES);

    assertThat(fitted).hasSize(5).startsWith("a", "b").endsWith("e", "f");
    assertThat(fitted.get(2)).startsWith("…");
  }

  @Test
  void counts_the_rows_of_long_lines_and_not_their_colours() {
    ScreenSize narrow = new ScreenSize(4, 10);

    assertThat(narrow.fitted(List.of("\u001b[32m1234567890\u001b[0m", "b", "c"))).hasSize(3);
    assertThat(narrow.fitted(List.of("12345678901", "b", "c"))).doesNotContain("12345678901");
  }

  @Test
  void keeps_what_is_replaced_in_place_to_one_row_and_all_its_colours() {
    ScreenSize narrow = new ScreenSize(24, 6);

    assertThat(narrow.inOneRow("123")).isEqualTo("123");
    assertThat(narrow.inOneRow("\u001b[32m1234\u001b[0m567")).isEqualTo("\u001b[32m1234\u001b[0m5");
    assertThat(narrow.inOneRow("1234567\u001b[0m")).isEqualTo("12345\u001b[0m");
  }
}
