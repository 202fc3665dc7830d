package io.chromarunbook.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void what_steers_a_terminal_is_shown_and_anything_else_stays() {
    assertThat(Printable.of("a\u001b[2Jb\u202e\n\u0000"))
        .isEqualTo("a\\u001b[2Jb\\u202e\\u000a\\u0000");
    assertThat(Printable.of("é 😀 日本")).isEqualTo("é 😀 日本");
  }
}
