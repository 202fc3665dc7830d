package io.chromarunbook.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What comes from outside shows as it is and does nothing else. */
class MarkdownTest {

  @Test
  void characters_that_mean_something_in_markdown_are_escaped() {
    assertThat(Markdown.plain("a|b *c* `d` <e> [f](g) \\"))
        .isEqualTo("a\\|b \\*c\\* \\`d\\` \\<e\\> \\[f\\](g) \\\\");
  }

  @Test
  void a_text_of_many_lines_becomes_one_line() {
    assertThat(Markdown.plain("a\r\nb\u2028c\td")).isEqualTo("a  b c d");
  }

  @Test
  void sequences_for_terminals_and_invisible_characters_are_dropped() {
    assertThat(Markdown.plain("\u001b[1;31mred\u001b[0m \u001b]0;title\u0007x\u202ey\u0000z"))
        .isEqualTo("red xyz");
  }

  @Test
  void code_with_backticks_stays_code() {
    assertThat(Markdown.code("echo `date`")).isEqualTo("`` echo `date` ``");
  }

  @Test
  void nothing_is_nothing() {
    assertThat(Markdown.plain(null)).isEmpty();
  }
}
