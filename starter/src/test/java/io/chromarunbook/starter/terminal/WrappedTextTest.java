package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTextTest {

  @Test
  void a_line_that_fits_stays_as_it_is() {
    assertThat(WrappedText.ofLine("  two  columns", 14)).containsExactly("  two  columns");
  }

  @Test
  void a_line_breaks_between_words_and_goes_on_past_its_mark() {
    assertThat(WrappedText.ofLine("    ! source has not answered since noon", 22))
        .containsExactly("    ! source has not", "      answered since", "      noon");
    assertThat(WrappedText.ofLine("/a/path that is no mark", 12))
        .containsExactly("/a/path that", "is no mark");
  }

  @Test
  void colours_take_no_room() {
    assertThat(WrappedText.ofLine(Paint.COLOURED.bad("✗ ") + "one two three", 9))
        .containsExactly(Paint.COLOURED.bad("✗ ") + "one two", "  three");
    assertThat(WrappedText.ofLine(Paint.COLOURED.warning("  one") + " two three", 9))
        .containsExactly(Paint.COLOURED.warning("  one") + " two", "  three");
  }

  @Test
  void a_command_breaks_so_that_a_shell_reads_it_as_one() {
    assertThat(WrappedText.ofLine("  ./runbook approve kb --gate go-no-go --role dba", 30))
        .containsExactly("  ./runbook approve kb \\", "    --gate go-no-go \\", "    --role dba");
  }

  @Test
  void a_command_within_a_sentence_keeps_its_verb() {
    assertThat(WrappedText.ofLine("nobody is there; start one with ./runbook up", 40))
        .containsExactly("nobody is there; start one with", "./runbook up");
  }
}
