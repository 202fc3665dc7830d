package io.chromarunbook.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DurationsTest {

  @Test
  void are_as_exact_as_a_person_needs() {
    assertThat(Durations.words(0)).isEqualTo("0 s");
    assertThat(Durations.words(3.21)).isEqualTo("3.2 s");
    assertThat(Durations.words(41.6)).isEqualTo("42 s");
    assertThat(Durations.words(312)).isEqualTo("5 min 12 s");
    assertThat(Durations.words(3_900)).isEqualTo("1 h 5 min");
    assertThat(Durations.words(7 * 86_400)).isEqualTo("7 days");
  }
}
