package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScreenNewsTest {

  private static final Instant NOW = Instant.parse("2026-11-30T18:00:00Z");

  private final ScreenNews news = new ScreenNews();

  @Test
  void two_sentences_of_the_same_moment_both_stay() {
    news.tell("Temporal answers again.", NOW);
    news.tell("No worker is over.", NOW);

    assertThat(news.at(NOW.plusSeconds(29)))
        .containsExactly("Temporal answers again.", "No worker is over.");
  }

  @Test
  void each_leaves_half_a_minute_after_it_was_told() {
    news.tell("one", NOW);
    news.tell("two", NOW.plusSeconds(20));

    assertThat(news.at(NOW.plusSeconds(30))).containsExactly("two");
    assertThat(news.at(NOW.plusSeconds(50))).isEmpty();
  }

  @Test
  void a_sentence_told_again_is_shown_once() {
    news.tell("one", NOW);
    news.tell("one", NOW.plusSeconds(20));

    assertThat(news.at(NOW.plusSeconds(40))).containsExactly("one");
  }
}
