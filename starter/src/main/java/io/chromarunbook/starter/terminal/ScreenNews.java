package io.chromarunbook.starter.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What has ended or begun again while somebody watches, a sentence each: it stays on the screen for
 * half a minute, also where the next one comes at the same moment.
 */
public final class ScreenNews {

  private static final Duration STAYS = Duration.ofSeconds(30);

  private record Sentence(String text, Instant until) {}

  private final List<Sentence> sentences = new ArrayList<>();

  /** Tells it from now on; said again, it stays longer. */
  public void tell(String sentence, Instant now) {
    sentences.removeIf(told -> told.text().equals(sentence));
    sentences.add(new Sentence(sentence, now.plus(STAYS)));
  }

  /** What is news at this moment, in the order in which it was told. */
  public List<String> at(Instant now) {
    sentences.removeIf(told -> !now.isBefore(told.until()));
    return sentences.stream().map(Sentence::text).toList();
  }
}
