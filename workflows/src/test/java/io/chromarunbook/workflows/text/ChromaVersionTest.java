package io.chromarunbook.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChromaVersionTest {

  @Test
  void a_server_of_1x_is_not_taken_at_its_word() {
    assertThat(ChromaVersion.words("1.0.0")).isEqualTo("1.x (its API says 1.0.0)");
  }

  @Test
  void every_other_server_is() {
    assertThat(ChromaVersion.words("0.5.23")).isEqualTo("0.5.23");
    assertThat(ChromaVersion.words("1.0.1")).isEqualTo("1.0.1");
  }

  @Test
  void one_that_was_not_asked_has_none() {
    assertThat(ChromaVersion.words(null)).isEmpty();
    assertThat(ChromaVersion.words("")).isEmpty();
  }
}
