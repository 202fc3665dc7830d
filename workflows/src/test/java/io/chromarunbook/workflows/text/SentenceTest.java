package io.chromarunbook.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentenceTest {

  @Test
  void a_sentence_within_another_has_no_full_stop() {
    assertThat(Sentence.within("No gate answers.")).isEqualTo("No gate answers");
    assertThat(Sentence.within("No gate answers")).isEqualTo("No gate answers");
    assertThat(Sentence.within("Is it there?")).isEqualTo("Is it there?");
    assertThat(Sentence.within("")).isEmpty();
  }
}
