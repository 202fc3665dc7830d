package io.chromarunbook.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {

  @Test
  void one_has_no_plural_and_thousands_are_set_apart() {
    assertThat(Counts.of(1, "record")).isEqualTo("1 record");
    assertThat(Counts.of(0, "record")).isEqualTo("0 records");
    assertThat(Counts.of(9_832, "record")).isEqualTo("9,832 records");
  }
}
