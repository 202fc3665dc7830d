package io.chromarunbook.activities.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Times and commands as people read them. */
class WordingTest {

  @Test
  void spans_are_as_exact_as_their_length_makes_sense() {
    assertThat(Wording.span(0)).isEqualTo("0 s");
    assertThat(Wording.span(0.42)).isEqualTo("0.4 s");
    assertThat(Wording.span(59.6)).isEqualTo("1 min");
    assertThat(Wording.span(754)).isEqualTo("12 min 34 s");
    assertThat(Wording.span(7200)).isEqualTo("2 h");
    assertThat(Wording.span(9000)).isEqualTo("2 h 30 min");
  }

  @Test
  void commands_can_be_pasted_into_a_shell() {
    assertThat(Wording.command(List.of("./thaw.sh", "it's", "$HOME", "")))
        .isEqualTo("./thaw.sh 'it'\\''s' '$HOME' ''");
  }
}
